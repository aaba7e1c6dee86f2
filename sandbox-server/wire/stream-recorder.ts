import { constants } from 'node:http2';
import { eventStreamParts, firstLine } from './decode/event-stream.ts';
import { sectionOfField } from './decode/field-sections.ts';
import { headPart } from './decode/http-head.ts';
import type { DecodedItem, Direction, Part, RecordKind, Section } from './record.ts';
import type { SessionWatcher } from './sessions.ts';
import type { RecordKeeper } from './socket-recorder.ts';
import type { Closer, StreamObserver } from './stream-link.ts';

/** Names of errors by their codes (RFC 9113 §7). */
const errorNames = [
  'NO_ERROR',
  'PROTOCOL_ERROR',
  'INTERNAL_ERROR',
  'FLOW_CONTROL_ERROR',
  'SETTINGS_TIMEOUT',
  'STREAM_CLOSED',
  'FRAME_SIZE_ERROR',
  'REFUSED_STREAM',
  'CANCEL',
  'COMPRESSION_ERROR',
  'CONNECT_ERROR',
  'ENHANCE_YOUR_CALM',
  'INADEQUATE_SECURITY',
  'HTTP_1_1_REQUIRED',
];

function errorNameOf(code: number): string {
  return errorNames[code] ?? 'unknown error';
}

const section = (number: string): Section => ({ document: 'RFC 9113', section: number });

/** Which stream it is, and what is known of it already. */
export interface StreamPlace {
  connection: number;
  stream: number;
  isEventStream: boolean;
  /** The directions in which all has been said. */
  finished: readonly Direction[];
}

/** Tells one HTTP/2 stream as the library reports it: its headers, data and end. What those are as bytes, it does not say. */
export class StreamRecorder implements StreamObserver {
  readonly #keeper: RecordKeeper;
  readonly #connection: number;
  readonly #stream: number;
  #isEventStream: boolean;
  /** Both sides have said that they have. */
  readonly #finished: Set<Direction>;

  /** `at` is where it begins to look, which may be in the middle of the stream. */
  constructor(keeper: RecordKeeper, at: StreamPlace) {
    this.#keeper = keeper;
    this.#connection = at.connection;
    this.#stream = at.stream;
    this.#isEventStream = at.isEventStream;
    this.#finished = new Set(at.finished);
  }

  /** @param rawHeaders Names and values in turn, as they came. */
  requested(rawHeaders: readonly string[], isEnd: boolean): void {
    const headers = rawHeaders.flatMap((name, index): [string, string][] =>
      index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
    );
    if (isEnd) this.#finished.add('up');
    const parts = partsOf(headers, '8.3.1');
    const shown = (name: string) => parts.find((part) => part.name === name)?.value ?? '';
    this.#keep('up', 'headers', `${shown(':method')} ${shown(':path')}`, withEnd(parts, isEnd));
  }

  responded(headers: Readonly<Record<string, unknown>>, isEnd: boolean): void {
    const type = String(headers['content-type'] ?? '');
    this.#isEventStream = type.startsWith('text/event-stream');
    if (isEnd) this.#finished.add('down');
    const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]),
    );
    const parts = withEnd(partsOf(entries, '8.3.2'), isEnd);
    this.#keep('down', 'headers', String(headers[':status'] ?? ''), parts);
  }

  data(direction: Direction, bytes: Uint8Array): void {
    const parts: Part[] =
      direction === 'down' && this.#isEventStream
        ? eventStreamParts(bytes, 0, bytes.length)
        : [{ name: 'content', start: 0, end: bytes.length, see: section('6.1') }];
    this.#keep(direction, 'data', firstLine(bytes), parts, bytes);
  }

  finished(direction: Direction): void {
    this.#finished.add(direction);
    this.#keep(direction, 'data', 'END_STREAM', withEnd([], true));
  }

  closed(by: Closer, code: number): void {
    if (by === 'connection') return;
    // A stream may be reset without an error (RFC 9113 §8.1).
    if (code === constants.NGHTTP2_NO_ERROR && this.#finished.size === 2) return;
    const name = errorNameOf(code);
    const value = `${code}, ${name}`;
    this.#keep(by === 'client' ? 'up' : 'down', 'reset', `RST_STREAM ${name}`, [
      { name: 'error code', start: 0, end: 0, value, see: section('7') },
    ]);
  }

  #keep(
    direction: Direction,
    kind: RecordKind,
    summary: string,
    parts: Part[],
    bytes: Uint8Array = new Uint8Array(0),
  ): void {
    const sizes = { payload: bytes.length, framing: 0 };
    const item: DecodedItem = { kind, stream: this.#stream, summary, bytes, parts, sizes };
    this.#keeper.keep(this.#connection, direction, item);
  }
}

function partsOf(headers: readonly [string, string][], pseudo: string): Part[] {
  return headers.map(([name, value]) => {
    const see = name.startsWith(':') ? section(pseudo) : sectionOfField(name, section('8.2'));
    return headPart(name, value, see);
  });
}

function withEnd(parts: Part[], isEnd: boolean): Part[] {
  if (!isEnd) return parts;
  const value = 'nothing more comes this way';
  return [...parts, { name: 'END_STREAM', start: 0, end: 0, value, see: section('8.1') }];
}

/** Tells what concerns an HTTP/2 connection as a whole, for as long as it has this number. */
export function aboutSession(
  keeper: RecordKeeper,
  connection: number,
  isCurrent: () => boolean,
): SessionWatcher {
  const keep = (direction: Direction, kind: RecordKind, summary: string, parts: Part[]) => {
    const sizes = { payload: 0, framing: 0 };
    const item = { kind, stream: 0, summary, bytes: new Uint8Array(0), parts, sizes };
    if (isCurrent()) keeper.keep(connection, direction, item);
  };
  return {
    goaway: (by, code, lastStream) => {
      const about = { start: 0, end: 0, see: section('6.8') };
      keep(by === 'client' ? 'up' : 'down', 'goaway', `GOAWAY ${errorNameOf(code)}`, [
        { name: 'last stream', value: String(lastStream), ...about },
        { name: 'error code', value: `${code}, ${errorNameOf(code)}`, ...about },
      ]);
    },
    closed: ({ by, wasReset }) => {
      const how = wasReset ? 'reset' : 'closed';
      keep(by === 'client' ? 'up' : 'down', 'closed', `connection ${how} by the ${by}`, []);
    },
  };
}
