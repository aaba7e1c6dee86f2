/**
 * Stands for the address of the reader's space until it is known, and where it never is.
 * As long as a real one, so that nothing moves when that comes. Browser-safe.
 */
export const placeholder = 'http://localhost:4323/s/id-of-your-space-here-/';
