// Browser-safe.

import type { DecodedItem, Part } from '../record.ts';
import { asciiOf, type ByteQueue } from './byte-queue.ts';
import { eventStreamParts, firstLine } from './event-stream.ts';
import { fieldPart } from './http-head.ts';

const see = { document: 'RFC 9112', section: '7.1' } as const;

/** The beginning of a chunk, as far as it has come. */
const sizeLine = /^[0-9a-f]{1,16}(?:\r|[\t ;]|$)/i;

/** `isNone` when what stands there is no chunk, which happens to one who began to listen in the middle. */
export type Taken = { item: DecodedItem; isLast: boolean } | { isNone: boolean };

/** Takes a whole chunk with its framing from the queue, the last one with its trailer section (RFC 9112 §7.1), or nothing yet. */
export function takeChunk(queue: ByteQueue, isEventStream: boolean): Taken {
  const sizeEnd = queue.after('\r\n');
  if (sizeEnd === -1) return { isNone: !sizeLine.test(asciiOf(queue.peek().subarray(0, 18))) };
  const line = asciiOf(queue.peek().subarray(0, sizeEnd));
  if (!sizeLine.test(line)) return { isNone: true };
  const size = Number.parseInt(line, 16);
  const total = size === 0 ? lastChunkLength(queue, sizeEnd) : sizeEnd + size + 2;
  if (total === -1 || queue.length < total) return { isNone: false };
  const bytes = queue.take(total);
  const dataEnd = sizeEnd + size;
  const content: Part[] = isEventStream
    ? eventStreamParts(bytes, sizeEnd, dataEnd)
    : [{ name: 'chunk data', start: sizeEnd, end: dataEnd, see }];
  const item: DecodedItem = {
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
      ...(size === 0 ? trailerParts(bytes, sizeEnd, total - 2) : content),
      { name: 'end of chunk', start: total - 2, end: total, see },
    ],
    sizes: { payload: size, framing: total - size },
  };
  return { item, isLast: size === 0 };
}

/** With its trailer section; -1 while that is not complete. */
function lastChunkLength(queue: ByteQueue, sizeEnd: number): number {
  const rest = asciiOf(queue.peek().subarray(sizeEnd));
  if (rest.startsWith('\r\n')) return sizeEnd + 2;
  const end = rest.indexOf('\r\n\r\n');
  return end === -1 ? -1 : sizeEnd + end + 4;
}

/** The fields of a trailer section (RFC 9112 §7.1.2). */
function trailerParts(bytes: Uint8Array, from: number, to: number): Part[] {
  const parts: Part[] = [];
  let at = from;
  for (const line of asciiOf(bytes.subarray(from, to)).split('\r\n').slice(0, -1)) {
    parts.push(fieldPart(line, at, bytes, new Map()));
    at += line.length + 2;
  }
  return parts;
}
