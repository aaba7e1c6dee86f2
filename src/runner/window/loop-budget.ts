/** How long a loop may run without giving the page a turn. Browser-safe. */

/** In milliseconds. */
export const loopBudget = 1000;

/** One turn of a loop counts at most this long, so that a dialogue or the debugger does not use the budget up. */
const longestTurn = 100;
/** Looking at the clock takes longer than the turn of a tight loop, so it is not looked at every time. */
const mostTurnsUnwatched = 64;

export interface LoopBudgetOptions {
  now(): number;
  /** Calls back in a later turn of the event loop. */
  nextTurn(task: () => void): void;
  /** Called once, before the loop is ended by an exception. */
  exceeded(loop: number): Error;
}

/** Makes the function that is called at each turn of every loop, with the loop's number. */
export function createLoopGuard({ now, nextTurn, exceeded }: LoopBudgetOptions) {
  let inTurn = false;
  let used = 0;
  let last = 0;
  let unwatched = 1;
  let countdown = 1;
  let failure: Error | undefined;

  return function guard(loop: number): true {
    if (!inTurn) {
      inTurn = true;
      used = 0;
      last = now();
      unwatched = 1;
      countdown = 1;
      nextTurn(() => {
        inTurn = false;
      });
    }
    countdown -= 1;
    if (countdown > 0) return true;
    const time = now();
    const elapsed = time - last;
    last = time;
    used += Math.min(elapsed, longestTurn);
    if (used > loopBudget) {
      // Code may catch it; the next turn throws it again.
      failure ??= exceeded(loop);
      throw failure;
    }
    unwatched = elapsed < 1 ? Math.min(unwatched * 2, mostTurnsUnwatched) : 1;
    countdown = unwatched;
    return true;
  };
}
