/** A name that browsers take for a machine on the local network: not localhost, so not a secure context. */
export const roomHost = 'room.test';

/**
 * For Chromium's `--host-resolver-rules`: nothing resolves but this machine. The first rule that matches counts, so
 * the room's name stands before the rule for all names.
 */
export const hostRules = `MAP ${roomHost} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`;

/** Those of the requests that leave these origins, by whichever name of this machine. */
export function requestsElsewhere(
  requests: readonly string[],
  origins: readonly string[],
): string[] {
  const ports = origins.map((origin) => new URL(origin).port);
  const hosts = ['127.0.0.1', 'localhost', roomHost];
  return requests.filter((request) => {
    const { protocol, hostname, port } = new URL(request);
    // Addresses that stay in the browser.
    if (['data:', 'blob:', 'about:'].includes(protocol)) return false;
    return !(hosts.includes(hostname) && ports.includes(port));
  });
}
