import type { Http2Session, ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Clock } from '../clock.ts';
import { defineTopic, type TopicTools } from '../define-topic.ts';
import { MemoryLog } from '../logs/memory-log.ts';
import { freshEpoch } from '../random.ts';
import { RunningTopic } from '../running-topic.ts';
import { type Carrier, isStream, type linkOf } from './carrier.ts';
import type { Middle } from './decode/http-connection.ts';
import type { RequestHead } from './decode/http-head.ts';
import type { ActiveFault, FaultRequest } from './fault-requests.ts';
import { keptBytes } from './kept-bytes.ts';
import type { DecodedItem, Direction, WireRecord } from './record.ts';
import { watchSession } from './sessions.ts';
import { SocketLink } from './socket-link.ts';
import { type RecordKeeper, SocketRecorder } from './socket-recorder.ts';
import { StreamLink } from './stream-link.ts';
import { aboutSession, StreamRecorder } from './stream-recorder.ts';
import { wire } from './wire-contract.ts';

const keptRecords = 5000;
/** Bytes of records, as JSON, that a space keeps. */
const keptSize = 4_000_000;

/** What the wire needs of its space. */
export interface WireSubject {
  readonly carriers: ReadonlyMap<Carrier, 'request' | 'event-stream' | 'web-socket'>;
  linkOf(carrier: Carrier): ReturnType<typeof linkOf>;
  faults(): { switchOn(request: FaultRequest): void; switchAllOff(): void; active: ActiveFault[] };
}

/** The recording of one space: on while somebody follows it, off and free of cost otherwise. */
export class SpaceWire implements RecordKeeper {
  readonly #clock: Clock;
  readonly #subject: WireSubject;
  /** HTTP/2 connections by the numbers that they have here since it was switched on. */
  #sessions = new WeakMap<Http2Session, number>();
  readonly #onSwitch: (isOn: boolean) => void;
  #topic: RunningTopic | null = null;
  #publish: TopicTools<typeof wire>['publish'] | null = null;
  /** Resolves to the id of the newest event about faults. */
  #told: Promise<string> = Promise.resolve('');
  #isOn = false;
  /** When it was switched off; undefined before it was ever on. */
  #offSince: number | undefined;
  #records = 0;
  #connections = 0;

  constructor(clock: Clock, subject: WireSubject, onSwitch: (isOn: boolean) => void) {
    this.#clock = clock;
    this.#subject = subject;
    this.#onSwitch = onSwitch;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The wire as a topic, so that every transport can carry it. */
  get topic(): RunningTopic {
    this.#topic ??= this.#start();
    return this.#topic;
  }

  /** A request of this space has come over the socket. */
  met(socket: Socket, head: RequestHead): void {
    const known = SocketRecorder.find(socket);
    if (known !== undefined) known.belongsTo(this, head);
    else if (this.#isOn) {
      this.#attach(socket, { what: 'request', asked: head.method }).belongsTo(this, head);
    }
  }

  /** A request of this space has come on a stream of HTTP/2. */
  metStream(stream: ServerHttp2Stream, rawHeaders: readonly string[]): void {
    if (this.#isOn) this.#joinStream(stream)?.requested(rawHeaders, stream.endAfterHeaders);
  }

  begin(): number {
    this.#connections += 1;
    return this.#connections;
  }

  keep(connection: number, direction: Direction, item: DecodedItem): void {
    if (!this.#isOn) return;
    this.#records += 1;
    const record: WireRecord = {
      number: this.#records,
      connection,
      ...(item.stream !== undefined && { stream: item.stream }),
      time: preciseTime(),
      direction,
      kind: item.kind,
      summary: item.summary,
      bytes: Buffer.from(item.bytes.subarray(0, keptBytes(item))).toString('base64'),
      size: item.sizes.payload + item.sizes.framing,
      parts: item.parts.slice(0, 200),
      sizes: item.sizes,
    };
    void this.#publish?.('record', record);
  }

  /** Tells those who follow which faults are on. */
  faultsChanged(): void {
    const told = this.#publish?.('faults', { active: this.#subject.faults().active });
    if (told !== undefined) this.#told = told;
  }

  close(): void {
    this.#switch(false);
    void this.#topic?.close();
  }

  #start(): RunningTopic {
    const subject = this.#subject;
    const topic = defineTopic(wire, {
      start: ({ publish }) => {
        this.#publish = publish;
      },
      receive: {
        fault: async (request) => {
          subject.faults().switchOn(request);
          return this.#told;
        },
        calm: async () => {
          subject.faults().switchAllOff();
          return this.#told;
        },
        clear: async (_, { publish }) => {
          log.clear();
          return publish('cleared', {});
        },
        mark: async ({ name }, { publish }) => publish('mark', { name, time: preciseTime() }),
      },
    });
    const log = new MemoryLog({
      epoch: freshEpoch(),
      capacity: keptRecords,
      maxBytes: keptSize,
      clock: this.#clock,
    });
    return new RunningTopic({
      topic,
      params: {},
      log,
      clock: this.#clock,
      random: Math.random,
      audience: (size) => this.#switch(size > 0),
    });
  }

  #switch(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    this.#onSwitch(isOn);
    if (isOn) {
      this.#sessions = new WeakMap();
      this.#tellGap();
    } else {
      this.#offSince = preciseTime();
    }
    for (const carrier of this.#subject.carriers.keys()) {
      if (isStream(carrier)) {
        if (isOn) this.#joinStream(carrier);
      } else if (isOn) this.#join(carrier);
    }
  }

  #tellGap(): void {
    if (this.#offSince === undefined) return;
    const seconds = ((preciseTime() - this.#offSince) / 1000).toFixed(1);
    this.keep(0, 'down', {
      kind: 'gap',
      summary: `Nobody watched for ${seconds} s; what crossed then is not known.`,
      bytes: new Uint8Array(0),
      parts: [],
      sizes: { payload: 0, framing: 0 },
    });
  }

  /** Begins to record a connection in the middle, if nobody has yet: its head has passed, and nothing of it is made up. */
  #join(socket: Socket): void {
    if (SocketRecorder.find(socket) !== undefined) return;
    const what = this.#subject.carriers.get(socket) ?? 'request';
    this.#attach(socket, { what }).goesOn(this);
  }

  #attach(socket: Socket, middle: Middle): SocketRecorder {
    const link = this.#subject.linkOf(socket);
    if (!(link instanceof SocketLink)) throw new TypeError('A socket has the link of a stream.');
    return SocketRecorder.attach(socket, link, { ...middle, rest: link.rest });
  }

  /** Begins to tell of a stream; null when its connection is gone already. */
  #joinStream(stream: ServerHttp2Stream): StreamRecorder | null {
    const link = this.#subject.linkOf(stream);
    const { session, id } = stream;
    if (session === undefined || id === undefined || !(link instanceof StreamLink)) return null;
    const recorder = new StreamRecorder(this, {
      connection: this.#numberOf(session),
      stream: id,
      isEventStream: this.#subject.carriers.get(stream) === 'event-stream',
      finished: [
        ...(stream.endAfterHeaders || stream.readableEnded ? (['up'] as const) : []),
        ...(stream.writableEnded ? (['down'] as const) : []),
      ],
    });
    link.observe(recorder);
    return recorder;
  }

  #numberOf(session: Http2Session): number {
    const known = this.#sessions.get(session);
    if (known !== undefined) return known;
    const connection = this.begin();
    const sessions = this.#sessions.set(session, connection);
    const isCurrent = () => sessions === this.#sessions;
    watchSession(session, aboutSession(this, connection, isCurrent));
    return connection;
  }
}

/** Milliseconds since 1970, with fractions. */
function preciseTime(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
}
