/** The longest wait before the first attempt to connect again, and before any, in milliseconds. */
const firstDelay = 500;
const longestDelay = 15_000;

/**
 * Exponential backoff with full jitter, in milliseconds. Browser-safe.
 * @param failures how many attempts have failed in a row
 * @param random from 0 to 1
 */
export function retryDelay(failures: number, random: number): number {
  return random * Math.min(longestDelay, firstDelay * 2 ** failures);
}
