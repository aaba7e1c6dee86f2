/** Keeps a run that fails again and again from filling the page with errors. Browser-safe. */

/** How many errors are told in a second. */
export const errorsPerSecond = 20;

/** Makes a function that says whether one more may be told at a time, given in milliseconds. */
export function createErrorLimit(): (now: number) => boolean {
  let second = Number.NEGATIVE_INFINITY;
  let told = 0;
  return (now) => {
    if (now - second >= 1000) {
      second = now;
      told = 0;
    }
    told += 1;
    return told <= errorsPerSecond;
  };
}
