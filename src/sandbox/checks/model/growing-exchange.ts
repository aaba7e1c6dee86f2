/** One exchange, as its records come. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import { isReset } from '../../wire/lanes.ts';
import type { Ending, ExchangeTransport, Frame, SentMessage, WireEvent } from '../exchange.ts';
import { Body } from './body.ts';
import { contentOf, endsStream, fieldsOf, parseJson } from './content.ts';
import { EventStreamReader } from './event-stream.ts';
import { eventOf, eventsOf, frameOf, type Message, MessageJoiner } from './messages.ts';
import { readRequest } from './request.ts';

/** How long before the end what was sent may not have arrived, in milliseconds. */
const underway = 1000;

export class GrowingExchange {
  readonly record: WireRecord;
  readonly connection: number;
  readonly openedAt: number;
  readonly transport: ExchangeTransport;
  readonly topic: string;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: ReadonlyMap<string, string>;
  responseHeaders: ReadonlyMap<string, string> = new Map();
  answer: WireRecord | undefined;
  status: number | undefined;
  retry: number | undefined;
  lastEventId: string | undefined;
  closed: Ending | undefined;
  readonly events: WireEvent[] = [];
  readonly sent: SentMessage[] = [];
  readonly frames: Frame[] = [];
  readonly comments: { text: string; time: number }[] = [];
  readonly #messages = { up: new MessageJoiner(), down: new MessageJoiner() };
  /** Ids that moved the cursor, with their times. */
  readonly #cursors: { id: string; time: number }[] = [];
  #question: Body | undefined;
  #body: Body | undefined;
  #stream: EventStreamReader | undefined;
  /** The record that is being taken. */
  #current: WireRecord;

  constructor(record: WireRecord) {
    this.record = record;
    this.#current = record;
    this.connection = record.connection;
    this.openedAt = record.time;
    const asked = readRequest(record);
    [this.transport, this.topic, this.method] = [asked.transport, asked.topic, asked.method];
    [this.path, this.query] = [asked.path, asked.query];
    this.headers = fieldsOf(record);
    if (!endsStream(record)) this.#question = new Body(this.headers);
    const began = this.headers.get('last-event-id') ?? this.query.get('after');
    if (began) this.#cursors.push({ id: began, time: Number.NEGATIVE_INFINITY });
  }

  get body(): string {
    return this.#stream ? '' : (this.#body?.text ?? '');
  }

  get possibleCursors(): readonly string[] {
    const newestFirst = this.#cursors.toReversed();
    const end = this.closed?.time ?? newestFirst[0]?.time ?? 0;
    const arrived = newestFirst.findIndex(({ time }) => time < end - underway);
    return newestFirst.slice(0, arrived === -1 ? undefined : arrived + 1).map(({ id }) => id);
  }

  /** Takes what crossed its connection after the request. */
  take(record: WireRecord): void {
    this.#current = record;
    switch (record.kind) {
      case 'response-head':
      case 'headers':
        if (record.direction === 'down') this.#takeAnswer(record);
        break;
      case 'frame':
        this.#takeFrame(record);
        break;
      case 'chunk':
      case 'body':
      case 'data':
        if (record.direction === 'up') this.#takeQuestion(record);
        else this.#takeContent(record);
        break;
      case 'reset':
      case 'closed':
        this.#end(record.direction === 'up' ? 'client' : 'server');
        break;
    }
  }

  #takeAnswer(record: WireRecord): void {
    const status = Number(record.summary.split(' ')[0]);
    // An interim answer, after which the real one comes (RFC 9110 §15.2).
    if (status < 200 && status !== 101) return;
    [this.answer, this.status, this.responseHeaders] = [record, status, fieldsOf(record)];
    if (status === 101) return;
    this.#body = new Body(this.responseHeaders);
    if (this.responseHeaders.get('content-type')?.startsWith('text/event-stream')) {
      this.#stream = this.#reader();
    }
    const hasNone = status === 204 || status === 304 || this.method === 'HEAD';
    if (hasNone || this.#body.isEmpty || endsStream(record)) this.#end('complete');
  }

  #takeQuestion(record: WireRecord): void {
    if (!this.#question?.take(record)) return;
    const { text, newest } = this.#question;
    this.#question = undefined;
    if (newest) this.#send({ text, value: parseJson(text) }, newest);
  }

  #takeContent(record: WireRecord): void {
    const { bytes, isWhole } = contentOf(record);
    this.#stream?.push(bytes);
    if (!isWhole) this.#stream?.skip();
    if (!this.#body?.take(record)) return;
    const { text, newest } = this.#body;
    if (!this.#stream && newest) this.#keep(...eventsOf(text, newest));
    this.#end('complete');
  }

  #takeFrame(record: WireRecord): void {
    const frame = frameOf(record);
    this.frames.push(frame);
    const subprotocol = this.responseHeaders.get('sec-websocket-protocol');
    const message = this.#messages[record.direction].take(frame, subprotocol);
    if (message === undefined) return;
    if (record.direction === 'up') this.#send(message, record);
    else this.#keep(eventOf(message, record));
  }

  #send({ text, value }: Message, record: WireRecord): void {
    this.sent.push({ text, json: value, time: record.time, record });
  }

  #keep(...events: WireEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      // An acknowledgement names an event that comes by itself.
      if (event.event !== 'ack' && event.id !== undefined) this.#moveCursor(event.id);
    }
  }

  #moveCursor(id: string): void {
    this.lastEventId = id;
    this.#cursors.push({ id, time: this.#current.time });
  }

  #reader(): EventStreamReader {
    return new EventStreamReader({
      event: ({ id, name, data }) => {
        const { time } = this.#current;
        const json = parseJson(data);
        this.events.push({
          id,
          event: name,
          data: json === undefined ? data : json,
          time,
          record: this.#current,
        });
      },
      comment: (text) => this.comments.push({ text, time: this.#current.time }),
      retry: (milliseconds) => {
        this.retry = milliseconds;
      },
      cursor: (id) => this.#moveCursor(id),
    });
  }

  #end(by: Ending['by']): void {
    if (this.closed) return;
    const record = this.#current;
    const goodbye = this.frames.find(({ opcode }) => opcode === 'close');
    const code = Number.parseInt(goodbye?.text ?? '', 10);
    const said = goodbye && (goodbye.direction === 'up' ? 'client' : 'server');
    this.closed = {
      time: record.time,
      by: said ?? by,
      wasReset: isReset(record),
      code: Number.isNaN(code) ? undefined : code,
      record,
    };
  }
}
