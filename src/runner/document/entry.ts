/** The file that a run starts with. Browser-safe. */

/** The page that names its scripts. */
export const pagePath = '/index.html';

/** The first of these that is there; without the page, an empty one runs the script. */
export const entryPaths: readonly string[] = [pagePath, '/index.ts', '/index.js', '/index.mjs'];
