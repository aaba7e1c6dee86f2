// Browser-safe.

import type { DecodedItem, Direction } from '../record.ts';
import { asciiOf, ByteQueue } from './byte-queue.ts';
import { eventStreamParts, firstLine } from './event-stream.ts';
import { takeFrame } from './frames.ts';
import { type Head, takeHead } from './http-head.ts';

/** What comes next in one direction. */
type State =
  | { expects: 'head' }
  | { expects: 'chunk' }
  | { expects: 'body'; left: number }
  | { expects: 'frame' };

/** Longer than any head or frame that this server takes; what is still incomplete then is shown as it is. */
const longest = 1_100_000;

/** Decodes both directions of one HTTP/1.1 connection, and of the WebSocket that it may become. */
export class HttpConnectionDecoder {
  readonly #queues = { up: new ByteQueue(), down: new ByteQueue() };
  readonly #states: Record<Direction, State>;
  #isEventStream: boolean;
  /** Methods of requests that have not been answered, as responses to HEAD have no body. */
  readonly #asked: string[] = [];

  /** `from` says in the middle of what a connection is that is decoded from its middle on. */
  constructor(from: 'request' | 'event-stream' | 'web-socket' = 'request') {
    this.#isEventStream = from === 'event-stream';
    const down: State = {
      expects: from === 'request' ? 'head' : from === 'event-stream' ? 'chunk' : 'frame',
    };
    this.#states = { up: { expects: from === 'web-socket' ? 'frame' : 'head' }, down };
  }

  /** What is complete with these bytes, in order. */
  push(direction: Direction, bytes: Uint8Array): DecodedItem[] {
    this.#queues[direction].push(bytes);
    const items: DecodedItem[] = [];
    for (let item = this.#take(direction); item !== null; item = this.#take(direction))
      items.push(item);
    if (this.#queues[direction].length > longest) items.push(...this.finish(direction));
    return items;
  }

  /** What was begun and never completed. */
  finish(direction: Direction): DecodedItem[] {
    const queue = this.#queues[direction];
    if (queue.length === 0) return [];
    const bytes = queue.take(queue.length);
    const { expects } = this.#states[direction];
    return [
      {
        kind: 'incomplete',
        summary: `${bytes.length} bytes of a ${expects} that was cut off`,
        bytes,
        parts: [],
        sizes: { payload: 0, framing: bytes.length },
      },
    ];
  }

  #take(direction: Direction): DecodedItem | null {
    const queue = this.#queues[direction];
    const state = this.#states[direction];
    if (queue.length === 0) return null;
    switch (state.expects) {
      case 'frame':
        return takeFrame(queue);
      case 'chunk':
        return this.#takeChunk(direction, queue);
      case 'body':
        return this.#takeBody(direction, queue, state.left);
      default:
        return this.#takeHead(direction, queue);
    }
  }

  #takeHead(direction: Direction, queue: ByteQueue): DecodedItem | null {
    const taken = takeHead(queue, direction === 'up' ? 'request-head' : 'response-head');
    if (taken === null) return null;
    const { head, item } = taken;
    if (direction === 'up') this.#asked.push(head.start[0] ?? '');
    this.#states[direction] = this.#afterHead(direction, head);
    if (direction === 'down' && head.start[0] === '101') this.#states.up = { expects: 'frame' };
    return item;
  }

  /** How the body is delimited (RFC 9112 §6.3). */
  #afterHead(direction: Direction, { start, fields }: Head): State {
    if (direction === 'down') {
      const status = start[0] ?? '';
      if (status === '101') return { expects: 'frame' };
      const method = this.#asked.shift();
      this.#isEventStream = (fields.get('content-type') ?? '').startsWith('text/event-stream');
      if (method === 'HEAD' || status === '204' || status === '304') return { expects: 'head' };
    }
    if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '')) return { expects: 'chunk' };
    const length = fields.get('content-length');
    if (length !== undefined)
      return Number(length) === 0 ? { expects: 'head' } : { expects: 'body', left: Number(length) };
    return direction === 'up' ? { expects: 'head' } : { expects: 'body', left: Infinity };
  }

  /** A chunk with its framing (RFC 9112 §7.1). */
  #takeChunk(direction: Direction, queue: ByteQueue): DecodedItem | null {
    const sizeEnd = queue.after('\r\n');
    if (sizeEnd === -1) return null;
    const size = Number.parseInt(asciiOf(queue.peek().subarray(0, sizeEnd)), 16);
    const total = sizeEnd + size + 2;
    if (Number.isNaN(size) || queue.length < total) return null;
    const bytes = queue.take(total);
    const dataEnd = sizeEnd + size;
    const see = { document: 'RFC 9112', section: '7.1' } as const;
    if (size === 0) this.#states[direction] = { expects: 'head' };
    const isEventStream = direction === 'down' && this.#isEventStream;
    return {
      kind: 'chunk',
      summary: size === 0 ? 'last chunk' : firstLine(bytes.subarray(sizeEnd, dataEnd)),
      bytes,
      parts: [
        {
          name: 'chunk size',
          start: 0,
          end: sizeEnd,
          value: `0x${size.toString(16)}: ${size} bytes`,
          see,
        },
        ...(isEventStream
          ? eventStreamParts(bytes, sizeEnd, dataEnd)
          : size === 0
            ? []
            : [{ name: 'chunk data', start: sizeEnd, end: dataEnd, see }]),
        { name: 'end of chunk', start: dataEnd, end: total, see },
      ],
      sizes: { payload: size, framing: total - size },
    };
  }

  #takeBody(direction: Direction, queue: ByteQueue, left: number): DecodedItem {
    const bytes = queue.take(Math.min(left, queue.length));
    const rest = left - bytes.length;
    this.#states[direction] = rest === 0 ? { expects: 'head' } : { expects: 'body', left: rest };
    const isEventStream = direction === 'down' && this.#isEventStream;
    return {
      kind: 'body',
      summary: firstLine(bytes),
      bytes,
      parts: isEventStream
        ? eventStreamParts(bytes, 0, bytes.length)
        : [{ name: 'content', start: 0, end: bytes.length }],
      sizes: { payload: bytes.length, framing: 0 },
    };
  }
}
