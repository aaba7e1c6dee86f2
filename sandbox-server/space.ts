import type { ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import type { Topic } from './define-topic.ts';
import { MemoryLog } from './logs/memory-log.ts';
import type { Options } from './options.ts';
import { freshEpoch, seededRandom } from './random.ts';
import { Refusal } from './refusal.ts';
import { RunningTopic } from './running-topic.ts';
import { TokenBucket } from './token-bucket.ts';
import { readParams } from './validation.ts';
import { type Carrier, carrierOfAnswer, findLink, isStream, linkOf } from './wire/carrier.ts';
import type { RequestHead } from './wire/decode/http-head.ts';
import { SocketLink } from './wire/socket-link.ts';
import { SpaceFaults } from './wire/space-faults.ts';
import { SpaceWire } from './wire/space-wire.ts';

/** An open stream, WebSocket or held poll. */
export interface OpenConnection {
  readonly transport: 'sse' | 'ws' | 'long-poll' | 'compose' | 'control';
  /** Says that the server goes away, and ends. */
  drain(): void;
  /** Ends at once with a reason, for a space that is no more. */
  end(refusal: Refusal): void;
  /** Called at every heartbeat; finds and drops what is dead. */
  heartbeat(): void;
}

/** What a connection, or a stream of HTTP/2, is used for at the moment. */
export type CarrierUse = 'request' | 'event-stream' | 'web-socket';

/** Whose request each connection carried last: one that is kept alive can serve one space after another. */
const users = new WeakMap<Carrier, Space>();

/** What is known of a request that is for a space. */
export interface Arrival extends RequestHead {
  /** What it is answered with; none where it is to become a WebSocket. */
  response: ServerResponse | undefined;
}

// Thousands of connections stay open for hours: what listens to each of them is shared, and finds its space by the carrier.

function carrierClosed(this: Carrier): void {
  users.get(this)?.closed(this);
}

/** The whole answer has been handed to the connection. */
function answerComplete(this: ServerResponse): void {
  findLink(carrierOfAnswer(this))?.handOn();
}

function answerSent(this: ServerResponse): void {
  const carrier = carrierOfAnswer(this);
  users.get(carrier)?.leave(carrier);
}

/** A topic without followers stops ticking after this many milliseconds. */
const sleepAfter = 60_000;

/** A reader's private part of the live server. */
export class Space {
  readonly id: string;
  readonly connections = new Set<OpenConnection>();
  /** Those that watch and steer the space from the site origin; they are no part of what they watch. */
  readonly controls = new Set<OpenConnection>();
  readonly faults: SpaceFaults;
  readonly wire: SpaceWire;
  readonly requests: TokenBucket;
  readonly messages: TokenBucket;
  readonly #seed: string;
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #topics = new Map<string, RunningTopic>();
  /** What carries this space's traffic, and what each is in the middle of. */
  readonly #carriers = new Map<Carrier, CarrierUse>();
  #lastUsed: number;

  constructor(options: {
    id: string;
    seed: string;
    options: Options;
    clock: Clock;
    /** Told when somebody begins and ceases to watch the wire. */
    onWire?: (isOn: boolean) => void;
  }) {
    this.id = options.id;
    this.#seed = options.seed;
    this.#options = options.options;
    this.#clock = options.clock;
    this.#lastUsed = this.#clock.now();
    const linkTo = (carrier: Carrier) => this.#linkTo(carrier);
    const carriers = this.#carriers;
    this.faults = new SpaceFaults(
      this.#clock,
      {
        get carriers() {
          return new Set(carriers.keys());
        },
        drain: () => {
          for (const connection of this.connections) connection.drain();
        },
        loseLogs: () => this.#endTopics(),
        linkOf: linkTo,
      },
      () => this.wire.faultsChanged(),
    );
    this.wire = new SpaceWire(
      this.#clock,
      { carriers, linkOf: linkTo, faults: () => this.faults },
      options.onWire ?? (() => {}),
    );
    this.requests = new TokenBucket(this.#options.requestsPerSecond, this.#clock);
    this.messages = new TokenBucket(this.#options.messagesPerSecond, this.#clock);
  }

  /** When it was last used, in milliseconds since 1970. */
  get lastUsed(): number {
    const inUse = this.connections.size > 0 || this.controls.size > 0;
    return inUse ? this.#clock.now() : this.#lastUsed;
  }

  /** A request came this way. */
  met(carrier: Carrier, arrival: Arrival): void {
    this.touch();
    if (!users.has(carrier)) carrier.on('close', carrierClosed);
    users.set(carrier, this);
    arrival.response?.on('prefinish', answerComplete).on('finish', answerSent);
    this.#carriers.set(carrier, 'request');
    this.faults.met(carrier);
    if (isStream(carrier)) this.wire.metStream(carrier, arrival.rawHeaders);
    else this.wire.met(carrier, arrival);
  }

  /** The request is let in: what its connection is used for from now on. */
  use(carrier: Carrier, use: CarrierUse): void {
    this.#carriers.set(carrier, use);
    const link = findLink(carrier);
    if (link instanceof SocketLink) link.isTunnel = use === 'web-socket';
  }

  /** The server's half is closed; a frozen path may still keep that from the client. */
  closed(carrier: Carrier): void {
    this.#carriers.delete(carrier);
  }

  /** A request is answered: a connection that is kept alive is nobody's until the next. */
  leave(carrier: Carrier): void {
    this.#carriers.delete(carrier);
    // A stream is never used again, and may have to go on hiding its end.
    if (!isStream(carrier)) this.faults.forget(carrier);
  }

  touch(): void {
    this.#lastUsed = this.#clock.now();
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
        maxBytes: this.#options.historySize,
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
    for (const connection of [...this.connections, ...this.controls]) connection.end(refusal);
    this.wire.close();
    this.#endTopics();
  }

  #endTopics(): void {
    for (const topic of this.#topics.values()) void topic.close();
    this.#topics.clear();
  }

  #linkTo(carrier: Carrier): ReturnType<typeof linkOf> {
    const link = linkOf(carrier, this.#clock);
    if (link instanceof SocketLink) link.isTunnel = this.#carriers.get(carrier) === 'web-socket';
    return link;
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
