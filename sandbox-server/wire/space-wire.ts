import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Clock } from '../clock.ts';
import { defineTopic, type TopicTools } from '../define-topic.ts';
import { MemoryLog } from '../logs/memory-log.ts';
import { freshEpoch } from '../random.ts';
import { RunningTopic } from '../running-topic.ts';
import { HttpConnectionDecoder } from './decode/http-connection.ts';
import type { ActiveFault, FaultRequest } from './fault-requests.ts';
import type { DecodedItem, Direction, RecordKind, WireRecord } from './record.ts';
import type { SocketLink } from './socket-link.ts';
import { type RecordKeeper, SocketRecorder } from './socket-recorder.ts';
import { wire } from './wire-contract.ts';

/** Bytes of one item that are kept: more of what events and answers are read from, once the connection has resumed after many. */
const keptBytes = (kind: RecordKind) => (kind === 'chunk' || kind === 'body' ? 32_768 : 2048);
const keptRecords = 5000;
/** Bytes of records, as JSON, that a space keeps. */
const keptSize = 4_000_000;

/** What the wire needs of its space. */
export interface WireSubject {
  readonly sockets: ReadonlyMap<Socket, 'request' | 'event-stream' | 'web-socket'>;
  linkOf(socket: Socket): SocketLink | null;
  faults(): { switchOn(request: FaultRequest): void; switchAllOff(): void; active: ActiveFault[] };
}

/** The recording of one space: on while somebody follows it, off and free of cost otherwise. */
export class SpaceWire implements RecordKeeper {
  readonly #clock: Clock;
  readonly #subject: WireSubject;
  readonly #recorders = new WeakMap<Socket, SocketRecorder>();
  readonly #onSwitch: (isOn: boolean) => void;
  #topic: RunningTopic | null = null;
  #publish: TopicTools<typeof wire>['publish'] | null = null;
  /** Resolves to the id of the newest event about faults. */
  #told: Promise<string> = Promise.resolve('');
  #isOn = false;
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

  /** A request of this space has come over the socket. `recorder` has heard it come, if anybody was looking then. */
  met(socket: Socket, recorder: SocketRecorder | undefined): void {
    const known = recorder ?? this.#recorders.get(socket);
    if (known !== undefined) {
      this.#recorders.set(socket, known);
      known.belongsTo(this.#isOn ? this : null);
    } else if (this.#isOn) {
      this.#join(socket);
    }
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
      time: preciseTime(),
      direction,
      kind: item.kind,
      summary: item.summary,
      bytes: Buffer.from(item.bytes.subarray(0, keptBytes(item.kind))).toString('base64'),
      size: item.bytes.length,
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
    for (const socket of this.#subject.sockets.keys()) {
      if (isOn) this.#join(socket);
      else this.#recorders.get(socket)?.belongsTo(null);
    }
  }

  /** Begins to record a connection in the middle: its head has passed, and nothing of it is made up. */
  #join(socket: Socket): void {
    const kind = this.#subject.sockets.get(socket) ?? 'request';
    const recorder = new SocketRecorder(new HttpConnectionDecoder(kind));
    const link = this.#subject.linkOf(socket);
    if (link === null) return;
    link.observe(recorder);
    this.#recorders.set(socket, recorder);
    recorder.belongsTo(this);
  }
}

/** Milliseconds since 1970, with fractions. */
function preciseTime(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
}
