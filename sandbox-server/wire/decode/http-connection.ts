// Browser-safe.

import type { DecodedItem, Direction } from '../record.ts';
import { ByteQueue } from './byte-queue.ts';
import { takeChunk } from './chunk.ts';
import { eventStreamParts, firstLine } from './event-stream.ts';
import { takeFrame } from './frames.ts';
import { type Head, takeHead } from './http-head.ts';

/** What comes next in one direction. */
type State =
  | { expects: 'head' | 'chunk' | 'frame' }
  | { expects: 'body'; left: number }
  /** Depends on the answer to a request for an upgrade. */
  | { expects: 'answer' }
  /** So many bytes of something that began before anybody listened. */
  | { expects: 'rest'; left: number }
  /** What the connection was found in the middle of, or the head that it has still to begin with. */
  | { expects: 'middle' };

/** Where a connection is that is decoded from its middle on. */
export interface Middle {
  what: 'request' | 'event-stream' | 'web-socket';
  /** Bytes towards the client that belong to what has begun to cross already. */
  rest?: number;
  /** The method of the request that is to be answered. */
  asked?: string;
}

/** Longer than any head or frame that this server takes; what is still incomplete then is shown as it is. */
const longest = 1_100_000;

/** With which every head of an answer begins: `HTTP/1.1`. */
const letterH = 0x48;

/** A body is told whole, or in pieces of so many bytes when it is longer, however it came. */
export const bodyPiece = 32_768;

/** Decodes both directions of one HTTP/1.1 connection, and of the WebSocket that it may become. */
export class HttpConnectionDecoder {
  readonly #queues = { up: new ByteQueue(), down: new ByteQueue() };
  readonly #states: Record<Direction, State>;
  readonly #middle: State;
  #isEventStream: boolean;
  /** Methods of requests that have not been answered, as responses to HEAD have no body. */
  readonly #asked: string[] = [];

  constructor({ what, rest = 0, asked }: Middle = { what: 'request' }) {
    this.#isEventStream = what === 'event-stream';
    if (asked !== undefined) this.#asked.push(asked);
    const goesOn = { request: 'head', 'event-stream': 'chunk', 'web-socket': 'frame' } as const;
    this.#middle = { expects: goesOn[what] };
    this.#states = {
      up: { expects: what === 'web-socket' ? 'frame' : 'head' },
      down: rest > 0 ? { expects: 'rest', left: rest } : { expects: 'middle' },
    };
  }

  /** Between two requests, or two answers. */
  expectsHead(direction: Direction): boolean {
    return this.#states[direction].expects === 'head';
  }

  /** What is complete with these bytes, in order; with none, what has become so because of the other direction. */
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
    const { expects } = this.#states[direction];
    return [incomplete(queue.take(queue.length), `of a ${expects} that was cut off`)];
  }

  #take(direction: Direction): DecodedItem | null {
    const queue = this.#queues[direction];
    const state = this.#states[direction];
    if (queue.length === 0) return null;
    switch (state.expects) {
      case 'answer':
        return null;
      case 'frame':
        return takeFrame(queue);
      case 'chunk':
        return this.#takeChunk(direction, queue);
      case 'body':
        return this.#takeBody(direction, queue, state.left);
      case 'rest':
        return this.#takeRest(direction, queue, state.left);
      case 'middle':
        // No chunk and no frame of this server begins as a head does.
        this.#states[direction] = queue.peek()[0] === letterH ? { expects: 'head' } : this.#middle;
        return this.#take(direction);
      case 'head':
        return this.#takeHead(direction, queue);
    }
  }

  #takeHead(direction: Direction, queue: ByteQueue): DecodedItem | null {
    const taken = takeHead(queue, direction === 'up' ? 'request-head' : 'response-head');
    if (taken === null) return null;
    const { head, item } = taken;
    this.#states[direction] =
      direction === 'up' ? this.#afterRequest(head) : this.#afterAnswer(head);
    return item;
  }

  #afterRequest(head: Head): State {
    this.#asked.push(head.start[0] ?? '');
    if (/\bwebsocket\b/i.test(head.fields.get('upgrade') ?? '')) return { expects: 'answer' };
    return bodyOf(head) ?? { expects: 'head' };
  }

  #afterAnswer(head: Head): State {
    const status = Number(head.start[0]);
    const isUpgraded = status === 101;
    // An interim answer, after which the real one comes (RFC 9110 §15.2).
    if (status < 200 && !isUpgraded) return { expects: 'head' };
    const method = this.#asked.shift();
    if (isUpgraded || this.#states.up.expects === 'answer')
      this.#states.up = { expects: isUpgraded ? 'frame' : 'head' };
    if (isUpgraded) return { expects: 'frame' };
    this.#isEventStream = (head.fields.get('content-type') ?? '').startsWith('text/event-stream');
    if (method === 'HEAD' || status === 204 || status === 304) return { expects: 'head' };
    return bodyOf(head) ?? { expects: 'body', left: Number.POSITIVE_INFINITY };
  }

  #takeChunk(direction: Direction, queue: ByteQueue): DecodedItem | null {
    const taken = takeChunk(queue, direction === 'down' && this.#isEventStream);
    if ('isNone' in taken) {
      return taken.isNone
        ? incomplete(queue.take(queue.length), 'of a chunk that began before they were recorded')
        : null;
    }
    if (taken.isLast) this.#states[direction] = { expects: 'head' };
    return taken.item;
  }

  #takeBody(direction: Direction, queue: ByteQueue, left: number): DecodedItem | null {
    const isEndless = left === Number.POSITIVE_INFINITY;
    const piece = isEndless ? queue.length : Math.min(left, bodyPiece);
    if (queue.length < piece) return null;
    const bytes = queue.take(piece);
    const rest = left - piece;
    this.#states[direction] = rest === 0 ? { expects: 'head' } : { expects: 'body', left: rest };
    const isEventStream = direction === 'down' && this.#isEventStream;
    return {
      kind: 'body',
      summary: firstLine(bytes),
      bytes,
      parts: isEventStream
        ? eventStreamParts(bytes, 0, piece)
        : [
            {
              name: 'content',
              start: 0,
              end: piece,
              see: { document: 'RFC 9112', section: '6.3' },
            },
          ],
      sizes: { payload: piece, framing: 0 },
    };
  }

  #takeRest(direction: Direction, queue: ByteQueue, left: number): DecodedItem | null {
    if (queue.length < left) return null;
    this.#states[direction] = { expects: 'middle' };
    return incomplete(queue.take(left), 'of something that began before they were recorded');
  }
}

/** How a body is delimited, if it says so (RFC 9112 §6.3). */
function bodyOf({ fields }: Head): State | undefined {
  if (/\bchunked\b/i.test(fields.get('transfer-encoding') ?? '')) return { expects: 'chunk' };
  const length = fields.get('content-length');
  if (length === undefined) return undefined;
  return Number(length) === 0 ? { expects: 'head' } : { expects: 'body', left: Number(length) };
}

function incomplete(bytes: Uint8Array, what: string): DecodedItem {
  return {
    kind: 'incomplete',
    summary: `${bytes.length} bytes ${what}`,
    bytes,
    parts: [],
    sizes: { payload: 0, framing: bytes.length },
  };
}
