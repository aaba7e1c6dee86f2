import type { Clock } from './clock.ts';
import type { Contract } from './contract.ts';
import { type Cursor, type GapReason, resolveCursor } from './cursor.ts';
import type { Topic, TopicTools } from './define-topic.ts';
import type { StreamedEvent } from './encodings.ts';
import { formatEventId } from './event-id.ts';
import { FanOut, type Follower } from './fan-out.ts';
import type { Log, LogEntry } from './logs/log.ts';
import { Refusal } from './refusal.ts';
import { isWellFormed, problemsOf } from './validation.ts';

/** What a polling client gets: the events after its cursor, where to go on, and whether nothing is missing. */
export interface Page {
  entries: readonly LogEntry[];
  /** The id to ask after next time. */
  next: string;
  recovered: boolean;
}

/** One topic with one set of parameters in one space: its behaviour at work over its log. */
export class RunningTopic {
  readonly #topic: Topic;
  readonly #log: Log;
  readonly #fanOut: FanOut;
  readonly #clock: Clock;
  readonly #tools: TopicTools<Contract>;
  readonly #state: unknown;
  readonly #repeated: { milliseconds: number; task: () => void; stop: () => void }[] = [];
  readonly #pendingOnce = new Set<() => void>();
  readonly #audience: (size: number) => void;
  #asleep = false;
  #lastUsed: number;

  constructor(options: {
    topic: Topic;
    params: Record<string, unknown>;
    log: Log;
    clock: Clock;
    random: () => number;
    /** Told how many follow, whenever that changes. */
    audience?: (size: number) => void;
  }) {
    const { topic, params, log, clock, random } = options;
    this.#topic = topic;
    this.#log = log;
    this.#clock = clock;
    this.#fanOut = new FanOut(log);
    this.#audience = options.audience ?? (() => {});
    this.#lastUsed = clock.now();
    this.#tools = {
      params,
      random,
      now: () => clock.now(),
      publish: async (event, data) => formatEventId(log.epoch, await log.append(event, data)),
      every: (milliseconds, task) => {
        this.#repeated.push({ milliseconds, task, stop: clock.every(milliseconds, task) });
      },
      after: (milliseconds, task) => {
        const cancel = clock.after(milliseconds, () => {
          this.#pendingOnce.delete(cancel);
          task();
        });
        this.#pendingOnce.add(cancel);
      },
    };
    this.#state = topic.start(this.#tools);
  }

  get epoch(): string {
    return this.#log.epoch;
  }

  get followers(): number {
    return this.#fanOut.size;
  }

  /** When somebody last followed, read or sent, in milliseconds since 1970. */
  get lastUsed(): number {
    return this.followers > 0 ? this.#clock.now() : this.#lastUsed;
  }

  /** Streams to the follower from the cursor on; a gap, if there is one, comes first. */
  async follow(follower: Follower, cursor: Cursor): Promise<void> {
    this.#wake();
    const slice = await this.#log.read(Number.MAX_SAFE_INTEGER);
    const { after, gap } = resolveCursor(cursor, this.#topic.contract.join, this.epoch, slice);
    follower.cursor = after;
    this.#audience(this.followers + 1);
    if (gap !== null && cursor.kind === 'after') {
      const event = this.#gapEvent(after, cursor.id, gap);
      follower.write(follower.encoding.encode(this.epoch, [event]));
    }
    await this.#fanOut.join(follower);
  }

  leave(follower: Follower): void {
    this.#lastUsed = this.#clock.now();
    this.#fanOut.leave(follower);
    this.#audience(this.followers);
  }

  /** What is kept after the cursor. */
  async read(cursor: Cursor): Promise<Page> {
    this.#wake();
    const slice = await this.#log.read(Number.MAX_SAFE_INTEGER);
    const { after, gap } = resolveCursor(cursor, this.#topic.contract.join, this.epoch, slice);
    const { entries } = await this.#log.read(after);
    const next = formatEventId(this.epoch, entries.at(-1)?.number ?? after);
    return { entries, next, recovered: gap === null };
  }

  /** Resolves when an event is appended, or when the signal aborts. */
  news(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        stop();
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const stop = this.#log.follow(finish);
      signal.addEventListener('abort', finish);
      if (signal.aborted) finish();
    });
  }

  /** Gives a client's message to the behaviour; resolves to the id of the event it became. */
  async send(message: string, data: unknown): Promise<string> {
    const { contract } = this.#topic;
    const schema = Object.hasOwn(contract.messages, message)
      ? contract.messages[message]
      : undefined;
    if (schema === undefined) {
      const known = Object.keys(contract.messages);
      throw new Refusal(
        'bad-request',
        `The topic "${contract.name}" takes no message of that name.`,
        known.length === 0
          ? 'It can only be followed.'
          : `Give one of these as "event": ${known.join(', ')}.`,
      );
    }
    const result = schema.safeParse(data);
    if (!result.success) {
      throw new Refusal(
        'bad-request',
        `The data of "${message}" is not right: ${problemsOf(result.error)}.`,
        'The reference page lists every field of every message.',
      );
    }
    if (!isWellFormed(result.data)) {
      throw new Refusal(
        'bad-request',
        `The data of "${message}" holds half of a surrogate pair.`,
        'Send text that is whole Unicode characters.',
      );
    }
    this.#wake();
    return this.#topic.receive(message, result.data, this.#tools, this.#state);
  }

  /** Pauses what repeats; the log and the state stay. */
  sleep(): void {
    if (this.#asleep) return;
    this.#asleep = true;
    for (const repeated of this.#repeated) repeated.stop();
  }

  async close(): Promise<void> {
    this.sleep();
    for (const cancel of this.#pendingOnce) cancel();
    this.#pendingOnce.clear();
    this.#fanOut.close();
    await this.#log.close();
  }

  #wake(): void {
    this.#lastUsed = this.#clock.now();
    if (!this.#asleep) return;
    this.#asleep = false;
    for (const repeated of this.#repeated) {
      repeated.stop = this.#clock.every(repeated.milliseconds, repeated.task);
      repeated.task();
    }
  }

  #gapEvent(after: number, asked: string, reason: GapReason): StreamedEvent {
    const data = { asked: asked.slice(0, 64), reason };
    return {
      number: after,
      event: 'gap',
      data,
      json: JSON.stringify(data),
      time: this.#clock.now(),
    };
  }
}
