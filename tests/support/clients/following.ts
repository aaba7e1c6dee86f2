/** What every kind of client shows a test of a topic that it follows. */

/** An event as any transport delivers it. */
export interface SeenEvent {
  id: string;
  event: string;
  data: unknown;
  /** When it was appended, in milliseconds since 1970; event streams do not tell. */
  time?: number;
}

/** Where a client starts: as the topic's contract says, after an event, or with all that is kept. */
export interface From {
  /** `?after=` of the first request. */
  after?: string;
  /** `Last-Event-ID` of the first request, for event streams. */
  lastEventId?: string;
}

/** One kind of client. */
export interface Client {
  readonly name: string;
  readonly transport: 'sse' | 'ws' | 'long-poll' | 'poll';
  /** Follows `<base><transport>/<topic>`, the topic with its query. Comes back after a lost connection by itself. */
  follow(base: string, topic: string, from?: From): Following;
}

/** How long a test waits for what must come, in milliseconds. */
const patience = 10_000;

/** A topic being followed: what came so far, and ways to await more. */
export class Following implements AsyncDisposable {
  /** Events of the log in the order of their arrival. */
  readonly events: SeenEvent[] = [];
  /** Events outside the log: `gap`, `draining`, `dropped`. A poll's `recovered: false` counts as a gap. */
  readonly notices: SeenEvent[] = [];
  /** Both in the order of their arrival. */
  readonly timeline: SeenEvent[] = [];
  /** How often a connection was opened, or a poll asked. */
  connections = 0;
  readonly #name: string;
  readonly #stop: () => Promise<void> | void;
  readonly #waiting = new Set<() => void>();
  /** Why it came to an end that it does not come back from, if it did. */
  failure: Error | null = null;

  constructor(name: string, stop: () => Promise<void> | void) {
    this.#name = name;
    this.#stop = stop;
  }

  /** The ids of the log's events in the order of their arrival. */
  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }

  /** Id of the last event, for coming back. */
  get lastId(): string | undefined {
    return this.events.at(-1)?.id;
  }

  take(seen: SeenEvent): void {
    const isNotice = ['gap', 'draining', 'dropped'].includes(seen.event);
    (isNotice ? this.notices : this.events).push(seen);
    this.timeline.push(seen);
    this.wake();
  }

  /** Lets everyone who waits look again. */
  wake(): void {
    for (const look of this.#waiting) look();
  }

  /** Makes everyone who waits fail. */
  fail(error: Error): void {
    this.failure ??= error;
    this.wake();
  }

  /** Resolves as soon as `holds` does; fails with what came when that takes too long. */
  async until(holds: (following: this) => boolean, what = 'what was awaited'): Promise<void> {
    if (holds(this)) return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (holds(this)) resolve();
      else if (this.failure !== null) reject(this.failure);
    };
    this.#waiting.add(look);
    const timer = setTimeout(() => {
      const seen = JSON.stringify([...this.notices, ...this.events.slice(-5)]);
      reject(
        new Error(`${this.#name}: no ${what}; ${this.events.length} events, the last: ${seen}`),
      );
    }, patience);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  untilCount(count: number): Promise<void> {
    return this.until(({ events }) => events.length >= count, `${count} events`);
  }

  untilId(id: string): Promise<void> {
    return this.until(({ ids }) => ids.includes(id), `event ${id}`);
  }

  /** Resolves when its first connection is open, or its first poll answered. */
  untilConnected(): Promise<void> {
    return this.until(({ connections }) => connections > 0, 'connection');
  }

  async close(): Promise<void> {
    await this.#stop();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** The address of a topic over a transport, with the cursor. */
export function addressOf(base: string, transport: string, topic: string, after?: string): URL {
  const url = new URL(`${base}${transport}/${topic}`);
  if (after !== undefined) url.searchParams.set('after', after);
  return url;
}
