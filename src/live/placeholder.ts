/** Stands for the address of the reader's space until it is known, and where it never is. Browser-safe. */
export const placeholder = 'http://localhost:4323/s/…/';
