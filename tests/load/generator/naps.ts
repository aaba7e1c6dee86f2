import { performance } from 'node:perf_hooks';

/**
 * Lets the thread that reads sleep between its rounds through all sockets.
 *
 * A reader that waits for each event is woken for it, and on one machine the server pays for that:
 * its speed then depends on how sleepy the reader happens to be, several times over, which says
 * nothing about clients elsewhere. A reader that naps finds more to read at once, wakes for nobody,
 * and shows how much time it had to spare.
 */
export class Naps {
  readonly #length: number;
  #slept = 0;
  readonly #pillow = new Int32Array(new SharedArrayBuffer(4));
  #next: NodeJS.Immediate | undefined;

  /** `length` in milliseconds; 0 for a reader that waits instead. */
  constructor(length: number) {
    this.#length = length;
  }

  /** Time slept, or waited, since the start of the process, in milliseconds. */
  get slept(): number {
    return this.#length > 0 ? this.#slept : performance.eventLoopUtilization().idle;
  }

  start(): void {
    if (this.#length === 0) return;
    this.#next = setImmediate(() => {
      const start = performance.now();
      Atomics.wait(this.#pillow, 0, 0, this.#length);
      this.#slept += performance.now() - start;
      this.start();
    });
  }

  stop(): void {
    clearImmediate(this.#next);
  }
}
