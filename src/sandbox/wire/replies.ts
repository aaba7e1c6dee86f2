/** Requests that are on their way, and what came of them. Browser-safe. */

/** What the server says on the control channel: an event, or the answer to a request. */
export interface Answer {
  ack?: string;
  error?: { message: string; help: string };
  id?: string;
  event?: string;
  data?: unknown;
}

interface Waiting<Value> {
  resolve(value: Value): void;
  reject(error: Error): void;
}

export class Replies<Value> {
  readonly #waiting = new Map<string, Waiting<Value>>();
  #references = 0;

  /** `reply` settles when the reply to the request with this `ref` is taken. */
  expect(): { ref: string; reply: Promise<Value> } {
    this.#references += 1;
    const ref = String(this.#references);
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    this.#waiting.set(ref, { resolve, reject });
    return { ref, reply: promise };
  }

  /** @param problem Why the request was refused, if it was. */
  take(ref: string, problem: string | undefined, value: Value): void {
    const waiting = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    if (problem === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(problem));
  }

  /** Nothing will come any more. */
  giveUp(problem: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(problem));
    this.#waiting.clear();
  }
}
