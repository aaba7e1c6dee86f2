/** What a run may load and connect to. Used by the build and by the page. Browser-safe. */

/**
 * Marks the inline scripts that the runner itself writes, which are import maps. It need not be a secret: reader's code
 * runs in any case, and what must not happen is said by the other directives.
 */
export const nonce = 'duplex-runner';

/**
 * The policy of the runner's page and, by inheritance, of every run.
 * @param live what stands for the live origin
 * @param liveSocket the same for WebSockets
 * @param own what stands for the runner's origin
 */
export function securityPolicy(live: string, liveSocket: string, own = "'self'"): string {
  return [
    "default-src 'none'",
    // Reader's code is made into blobs; packages and the runner come from its own origin.
    `script-src ${own} blob: 'nonce-${nonce}'`,
    "worker-src 'none'",
    `connect-src ${live} ${liveSocket}`,
    "style-src 'unsafe-inline' blob:",
    'img-src data: blob:',
    'media-src data: blob:',
    'font-src data: blob:',
    `base-uri ${live}`,
    "form-action 'none'",
    // A run cannot leave its frame for another page.
    "frame-src 'none'",
    "object-src 'none'",
  ].join('; ');
}

/**
 * The policy that a run adds to what it inherits: whatever the server's header allows, only this live origin is left.
 * @param own the runner's origin; to Firefox, `'self'` in a run's document is not that
 */
export function policyForBase(base: string, own: string): string {
  const { origin } = new URL(base);
  return securityPolicy(origin, origin.replace(/^http/, 'ws'), own);
}
