/** What a run logs, on its way out: in batches, and never more than a page can show. Browser-safe. */
import type { ConsoleEntry } from '../protocol.ts';

/** How many calls one batch holds; the calls beyond are counted. */
export const batchSize = 100;
/** The shortest time between two batches, in milliseconds. */
export const batchInterval = 50;

export interface Timer {
  now(): number;
  /** Calls back later; returns what cancels it. */
  after(delay: number, task: () => void): () => void;
}

type Logged = Omit<ConsoleEntry, 'id'>;

let entries = 0;
/** Tells this page's entries from those of the page before it was reloaded. */
const page = Math.random().toString(36).slice(2, 8);

export class ConsoleQueue {
  readonly #send: (log: ConsoleEntry[]) => void;
  readonly #timer: Timer;
  #batch: Logged[] = [];
  #leftOut = 0;
  #sent = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(send: (log: ConsoleEntry[]) => void, timer: Timer) {
    this.#send = send;
    this.#timer = timer;
  }

  /** True while a further call would only be counted. */
  get full(): boolean {
    return this.#batch.length >= batchSize;
  }

  /** @param data called only if the entry is sent: to encode values takes time */
  add(method: ConsoleEntry['method'], data: () => unknown[]): void {
    if (method === 'clear') {
      this.#batch = [{ method, data: [] }];
      this.#leftOut = 0;
    } else if (this.full) {
      this.#leftOut += 1;
    } else {
      this.#batch.push({ method, data: data() });
    }
    const wait = Math.max(0, this.#sent + batchInterval - this.#timer.now());
    this.#cancel ??= this.#timer.after(wait, () => this.flush());
  }

  /** Sends what there is now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const batch = this.#batch;
    if (this.#leftOut > 0) {
      const count = this.#leftOut.toLocaleString('en');
      batch.push({
        method: 'warn',
        data: [`${count} more calls of the console are left out: they came too fast to be shown.`],
      });
    }
    this.#batch = [];
    this.#leftOut = 0;
    if (batch.length === 0) return;
    this.#sent = this.#timer.now();
    const log = batch.map((logged) => {
      entries += 1;
      return { ...logged, id: `${page}-${entries}` };
    });
    // Sandpack's console forgets the whole message that a `clear` is in.
    const rest = log[0]?.method === 'clear' ? log.splice(1) : [];
    this.#send(log);
    if (rest.length > 0) this.#send(rest);
  }
}
