/** Waiting for what can be seen, within a limit by the server's clock. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import { CheckFailure } from '../failure.ts';
import { type ServerClock, untilSpent } from './server-clock.ts';

/** What is waited for. */
export interface Sought<Value> {
  /** Completes the sentence "Expected …". */
  readonly words: string;
  /** Looked at whenever something has changed; undefined or false: not yet. Throws when it cannot come any more. */
  look(): Value | undefined | false;
  /** Completes the sentence "Seen: …" when the limit is over. */
  seen(): string | Promise<string>;
  /** What the failure points to. */
  records?(): readonly (WireRecord | undefined)[];
  /** In milliseconds. */
  readonly within?: number | undefined;
}

export type Wait = <Value>(sought: Sought<Value>) => Promise<Value>;

export interface WaitsOptions {
  clock: ServerClock;
  /** Aborted when nobody wants to know any more: every wait ends with its reason. */
  signal: AbortSignal;
  /** The limit of waits that have none of their own, in milliseconds. */
  limit: number;
  /** Whether nothing more can come, as when the run has failed. */
  isHopeless(): boolean;
  /** Told whenever what is still to come has changed, in the words of what is waited for. */
  onPending?: ((words: readonly string[]) => void) | undefined;
}

export class Waits {
  readonly #options: WaitsOptions;
  readonly #looks = new Set<() => void>();
  /** What is waited for at this moment, because it was not there at once. */
  readonly #pending = new Set<Sought<unknown>>();

  constructor(options: WaitsOptions) {
    this.#options = options;
  }

  /** Something may have come that is waited for. */
  changed(): void {
    for (const look of [...this.#looks]) look();
  }

  readonly wait: Wait = (sought) => {
    const waited = this.#wait(sought);
    // A check may begin a wait and fail before it comes to it.
    waited.catch(() => {});
    return waited;
  };

  /** Resolves when so many milliseconds have passed by the server's clock; `look` throws to end it before. */
  async passes(milliseconds: number, look: () => void = () => {}): Promise<void> {
    const { clock } = this.#options;
    const limit = new AbortController();
    const passed = (async () => {
      const start = await clock.mark();
      for (let left = milliseconds; left > 0; left = start + milliseconds - (await clock.mark())) {
        await clock.after(left, limit.signal);
      }
    })();
    await this.#until<true>((resolve, reject) => {
      passed
        .then(() => {
          look();
          resolve(true);
        }, reject)
        .catch(reject);
      return () => look();
    }, limit);
  }

  async #wait<Value>(sought: Sought<Value>): Promise<Value> {
    const { words, look, seen, records, within } = sought;
    const { clock, isHopeless, limit } = this.#options;
    const longest = within ?? limit;
    const ended = new AbortController();
    const found = this.#until<Value>((resolve, reject) => {
      const attempt = (): boolean => {
        const value = look();
        if (value === undefined || value === false) return false;
        resolve(value);
        return true;
      };
      const isThere = attempt();
      if (!isThere) this.#tell(this.#pending.add(sought));
      if (!isThere && longest !== Number.POSITIVE_INFINITY) {
        untilSpent(longest, clock, isHopeless, ended.signal)
          .then(async () => {
            if (attempt()) return;
            const limitWords = isHopeless() ? '' : ` within ${secondsOf(longest)}`;
            reject(new CheckFailure(`${words}${limitWords}`, await seen(), records?.()));
          })
          .catch(reject);
      }
      return attempt;
    }, ended);
    return found.finally(() => this.#pending.delete(sought) && this.#tell(this.#pending));
  }

  #tell(pending: Iterable<Sought<unknown>>): void {
    this.#options.onPending?.([...pending].map(({ words }) => words));
  }

  /** Looks whenever something has changed, until it is settled or nobody wants to know. */
  async #until<Value>(
    begin: (resolve: (value: Value) => void, reject: (error: unknown) => void) => () => void,
    ended: AbortController,
  ): Promise<Value> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
    let look = () => {};
    const attempt = () => {
      try {
        look();
      } catch (error) {
        reject(error);
      }
    };
    try {
      look = begin(resolve, reject);
      this.#looks.add(attempt);
      return await promise;
    } finally {
      ended.abort();
      this.#looks.delete(attempt);
      signal.removeEventListener('abort', abort);
    }
  }
}

function secondsOf(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toFixed(3))} s`;
}
