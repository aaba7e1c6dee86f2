import type { Channel } from '../job.ts';
import { audit } from './event-data.ts';
import { Subscriber } from './subscriber.ts';

/** Connections opened at once; more than a server's backlog would be refused or retried late. */
const wave = 100;
/** Longest wait, in milliseconds, for events that have been published. */
const arrivalTimeout = 15_000;

/** Told of events as they arrive: which subscriber, how many, how many it had before, and when. */
export type OnEvents = (count: number, before: number, time: number) => void;

/** All subscribers of a job, and the proof that each got every event. */
export class Audience {
  /** Arrival of the last event, on the clock of `performance.now()`. */
  lastArrival = 0;
  readonly #subscribers: Subscriber[] = [];
  readonly #audited: Buffer[] = [];
  readonly #failure = Promise.withResolvers<never>();
  readonly #onEvents: OnEvents | undefined;
  #arrived = 0;
  #awaited = -1;
  #complete = Promise.withResolvers<void>();

  constructor(onEvents?: OnEvents) {
    this.#onEvents = onEvents;
    this.#failure.promise.catch(() => undefined);
  }

  /** Settles when all connections have been accepted. The first subscriber's bytes are kept for the audit. */
  async open(channel: Channel, count: number): Promise<void> {
    const listener = {
      events: (subscriber: Subscriber, events: number) => this.#take(subscriber, events),
      lost: (reason: string) =>
        this.#failure.reject(new Error(`A subscriber's connection was lost: ${reason}.`)),
    };
    const keep = (bytes: Uint8Array, start: number, end: number) => {
      this.#audited.push(Buffer.from(bytes.subarray(start, end)));
    };
    while (this.#subscribers.length < count) {
      const first = this.#subscribers.length;
      const size = Math.min(wave, count - first);
      const fellows = Array.from(
        { length: size },
        (_, index) => new Subscriber(channel, listener, first + index === 0 ? keep : undefined),
      );
      this.#subscribers.push(...fellows);
      await Promise.all(fellows.map((subscriber) => subscriber.opened));
    }
  }

  /** Settles when every subscriber has `published` events; rejects if one is short, or has more. */
  async received(published: number): Promise<void> {
    this.#awaited = published * this.#subscribers.length;
    this.#complete = Promise.withResolvers();
    if (this.#arrived >= this.#awaited) this.#complete.resolve();
    const timeout = setTimeout(() => this.#complete.resolve(), arrivalTimeout);
    await Promise.race([this.#complete.promise, this.#failure.promise]);
    clearTimeout(timeout);
    const wrong = this.#subscribers.filter((subscriber) => subscriber.events !== published);
    if (wrong.length === 0) return;
    throw new Error(
      `${this.#arrived} of ${this.#awaited} deliveries arrived; ` +
        `${wrong.length} subscribers do not have exactly ${published} events.`,
    );
  }

  /** Rejects if the first subscriber's bytes are not exactly the events published. */
  audit(published: number): void {
    const wrong = audit(Buffer.concat(this.#audited).toString('utf8'), published);
    if (wrong) throw new Error(`The audit of one subscriber failed: ${wrong}.`);
  }

  /** Rejects when a connection is lost. */
  get failure(): Promise<never> {
    return this.#failure.promise;
  }

  /** Connections that are still open. */
  get connected(): number {
    return this.#subscribers.filter((subscriber) => subscriber.connected).length;
  }

  close(): void {
    for (const subscriber of this.#subscribers) subscriber.destroy();
  }

  #take(subscriber: Subscriber, count: number): void {
    this.lastArrival = performance.now();
    this.#arrived += count;
    this.#onEvents?.(count, subscriber.events - count, this.lastArrival);
    if (this.#arrived === this.#awaited) this.#complete.resolve();
  }
}
