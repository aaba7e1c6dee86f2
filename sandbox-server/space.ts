import type { Socket } from 'node:net';
import type { Clock } from './clock.ts';
import type { Topic } from './define-topic.ts';
import { MemoryLog } from './logs/memory-log.ts';
import type { Options } from './options.ts';
import { freshEpoch, seededRandom } from './random.ts';
import { Refusal } from './refusal.ts';
import { RunningTopic } from './running-topic.ts';
import { TokenBucket } from './token-bucket.ts';
import { readParams } from './validation.ts';
import { SpaceFaults } from './wire/space-faults.ts';

/** An open stream, WebSocket or held poll. */
export interface OpenConnection {
  readonly transport: 'sse' | 'ws' | 'long-poll' | 'compose';
  /** Says that the server goes away, and ends. */
  drain(): void;
  /** Ends at once with a reason, for a space that is no more. */
  end(refusal: Refusal): void;
  /** Called at every heartbeat; finds and drops what is dead. */
  heartbeat(): void;
}

/** A topic without followers stops ticking after this many milliseconds. */
const sleepAfter = 60_000;

/** A reader's private part of the live server. */
export class Space {
  readonly id: string;
  readonly connections = new Set<OpenConnection>();
  readonly faults: SpaceFaults;
  readonly requests: TokenBucket;
  readonly messages: TokenBucket;
  readonly #seed: string;
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #topics = new Map<string, RunningTopic>();
  #lastUsed: number;

  constructor(options: { id: string; seed: string; options: Options; clock: Clock }) {
    this.id = options.id;
    this.#seed = options.seed;
    this.#options = options.options;
    this.#clock = options.clock;
    this.#lastUsed = this.#clock.now();
    this.faults = new SpaceFaults(this.#clock);
    this.requests = new TokenBucket(this.#options.requestsPerSecond, this.#clock);
    this.messages = new TokenBucket(this.#options.messagesPerSecond, this.#clock);
  }

  /** When it was last used, in milliseconds since 1970. */
  get lastUsed(): number {
    return this.connections.size > 0 ? this.#clock.now() : this.#lastUsed;
  }

  /** Notes that it is used, by a request that came over this socket. */
  use(socket: Socket): void {
    this.#lastUsed = this.#clock.now();
    this.faults.watch(socket);
  }

  /** The topic with the parameters of the query, started if it is not running. Throws a `Refusal`. */
  topic(topic: Topic, query: URLSearchParams): RunningTopic {
    const params = readParams(topic.contract, query);
    const key = `${topic.contract.name}?${JSON.stringify(params)}`;
    const running = this.#topics.get(key);
    if (running !== undefined) return running;
    this.#makeRoom();
    const started = new RunningTopic({
      topic,
      params,
      log: new MemoryLog({
        epoch: freshEpoch(),
        capacity: this.#options.history,
        clock: this.#clock,
      }),
      clock: this.#clock,
      random: seededRandom(`${this.#seed} ${key}`),
    });
    this.#topics.set(key, started);
    return started;
  }

  /** Puts topics that nobody has used for a while to sleep; their history stays. */
  tidy(): void {
    const now = this.#clock.now();
    for (const topic of this.#topics.values()) {
      if (now - topic.lastUsed > sleepAfter) topic.sleep();
    }
  }

  close(refusal: Refusal): void {
    for (const connection of this.connections) connection.end(refusal);
    for (const topic of this.#topics.values()) void topic.close();
    this.#topics.clear();
  }

  /** Lets the topic go that has been unused for longest, if there are too many. */
  #makeRoom(): void {
    if (this.#topics.size < this.#options.maxTopicsPerSpace) return;
    const unused = [...this.#topics].filter(([, topic]) => topic.followers === 0);
    const oldest = unused.sort(([, a], [, b]) => a.lastUsed - b.lastUsed)[0];
    if (oldest === undefined) {
      throw new Refusal(
        'too-many-topics',
        `This space follows ${this.#topics.size} topics with different parameters already.`,
        'Close some of them first.',
        { retryAfter: 1 },
      );
    }
    this.#topics.delete(oldest[0]);
    void oldest[1].close();
  }
}
