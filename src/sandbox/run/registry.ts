/** Which sandboxes of this page run: one at a time. Browser-safe. */

export interface Stoppable {
  stop(): void;
}

/** Sandboxes that a lesson lets run alongside others are not in it: they stop none, and none stops them. */
let running: Stoppable | undefined;

/** Stops the sandbox that runs, if it is another one, and puts this one in its place. */
export function takeTurn(sandbox: Stoppable): void {
  const other = running;
  running = sandbox;
  if (other && other !== sandbox) other.stop();
}

export function giveTurnBack(sandbox: Stoppable): void {
  if (running === sandbox) running = undefined;
}
