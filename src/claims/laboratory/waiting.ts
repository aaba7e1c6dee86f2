/** Waits that end when the reader stops the experiment. Browser-safe. */

/** How long something is waited for that should come, in milliseconds. */
const patience = 15_000;

/** Something did not come that the experiment rests on. */
export class NotSeen extends Error {
  override readonly name = 'NotSeen';
}

export class Waiting {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Resolves with what `begin` hands to its callback; what `begin` returns is called in the end.
   * @param words What was waited for, as in "the stream to open".
   * @throws {NotSeen} after `within` milliseconds
   */
  async for<Value>(
    words: string,
    begin: (found: (value: Value) => void) => () => void,
    within = patience,
  ): Promise<Value> {
    const signal = this.#signal;
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const stopped = () => reject(signal.reason);
    signal.addEventListener('abort', stopped);
    const timer = setTimeout(() => {
      reject(new NotSeen(`Waited ${within / 1000} s for ${words}, and it did not come.`));
    }, within);
    const end = begin(resolve);
    try {
      return await promise;
    } finally {
      end();
      clearTimeout(timer);
      signal.removeEventListener('abort', stopped);
    }
  }

  /** The first event of one of the types. @throws {NotSeen} */
  event(
    words: string,
    target: EventTarget,
    types: readonly string[],
    within?: number,
  ): Promise<Event> {
    return this.for<Event>(
      words,
      (found) => {
        for (const type of types) target.addEventListener(type, found);
        return () => {
          for (const type of types) target.removeEventListener(type, found);
        };
      },
      within,
    );
  }

  /** Lets time pass, to see that nothing happens. */
  pass(milliseconds: number): Promise<void> {
    return this.for<void>(
      'time to pass',
      (found) => {
        const timer = setTimeout(found, milliseconds);
        return () => clearTimeout(timer);
      },
      milliseconds + patience,
    );
  }
}

/** For what must be on the wire by now. @throws {NotSeen} when it is not */
export function seen<Value>(value: Value | undefined, words: string): Value {
  if (value === undefined) throw new NotSeen(`The wire does not show ${words}.`);
  return value;
}
