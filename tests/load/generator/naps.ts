import { performance } from 'node:perf_hooks';

/** Length of a nap in milliseconds: some events for each subscriber, far less than a socket holds. */
const length = 10;

/**
 * Lets the thread that reads sleep between its rounds through all sockets.
 *
 * A reader that waits for each event is woken for it, and on one machine the server pays for that:
 * its speed then depends on how sleepy the reader happens to be, several times over, which says
 * nothing about clients elsewhere. A reader that naps finds more to read at once, wakes for nobody,
 * and shows how much time it had to spare.
 */
export class Naps {
  /** Time slept so far, in milliseconds. */
  slept = 0;
  readonly #pillow = new Int32Array(new SharedArrayBuffer(4));
  #next: NodeJS.Immediate | undefined;

  start(): void {
    this.#next = setImmediate(() => {
      const start = performance.now();
      Atomics.wait(this.#pillow, 0, 0, length);
      this.slept += performance.now() - start;
      this.start();
    });
  }

  stop(): void {
    clearImmediate(this.#next);
  }
}
