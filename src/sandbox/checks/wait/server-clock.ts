/** Time as the server has it. Browser-safe. */

export interface ServerClock {
  /** What it shows; all that was recorded until then has been taken in when this resolves. */
  mark(): Promise<number>;
  /** Resolves after so many milliseconds by this browser's clock, or when the signal is aborted. */
  after(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The longest time between two looks at the clock, in milliseconds. */
const step = 1000;
/** How much of a step is counted at most. */
const longest = 1.5;

/**
 * Resolves when a limit is spent. A step that took far longer than it should have is counted short: then the machine
 * was busy with something else, and what is waited for had no chance to come either.
 */
export async function untilSpent(
  limit: number,
  clock: ServerClock,
  isHopeless: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  let before = await clock.mark();
  let spent = 0;
  while (spent < limit && !isHopeless() && !signal.aborted) {
    const planned = Math.max(1, Math.min(step, limit - spent));
    await clock.after(planned, signal);
    if (signal.aborted) return;
    const now = await clock.mark();
    spent += Math.min(now - before, planned * longest);
    before = now;
  }
}
