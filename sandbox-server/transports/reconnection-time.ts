/** How long event streams ask their clients to wait before they come back. Browser-safe. */

/** In milliseconds; the upper bound is not reached. */
export const reconnectionTimes = { least: 2000, most: 4000 };

/** One of its own for every client, so that those who were cut off together do not all come back at once. */
export function drawReconnectionTime(random: () => number = Math.random): number {
  const { least, most } = reconnectionTimes;
  return least + Math.floor(random() * (most - least));
}
