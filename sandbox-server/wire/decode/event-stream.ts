// Browser-safe.

import type { Part, Section } from '../record.ts';
import { textOf } from './byte-queue.ts';

const parsing: Section = { document: 'HTML', section: '9.2.6' };

/** Names the lines of some bytes of an event stream (HTML standard §9.2.6), wherever they were cut. */
export function eventStreamParts(bytes: Uint8Array, from: number, to: number): Part[] {
  const parts: Part[] = [];
  let start = from;
  while (start < to) {
    const end = lineEnd(bytes, start, to);
    const line = textOf(bytes.subarray(start, end)).replace(/[\r\n]+$/, '');
    parts.push({ ...named(line), start, end, see: parsing });
    start = end;
  }
  return parts;
}

function named(line: string): { name: string; value: string } {
  if (line === '') return { name: 'blank line', value: 'dispatches the event' };
  if (line.startsWith(':')) return { name: 'comment', value: line.slice(1).trim() };
  const colon = line.indexOf(':');
  const field = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
  return ['data', 'event', 'id', 'retry'].includes(field)
    ? { name: `${field} field`, value }
    : { name: 'unknown field, ignored', value: line };
}

function lineEnd(bytes: Uint8Array, start: number, to: number): number {
  for (let at = start; at < to; at += 1) {
    if (bytes[at] === 0x0a) return at + 1;
    if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? Math.min(at + 2, to) : at + 1;
  }
  return to;
}

/** What an item says, shortened: of an event its name or data rather than its id. */
export function firstLine(bytes: Uint8Array): string {
  // No more is read than can be shown, also because a piece of a string keeps all of it in memory.
  const lines = textOf(bytes.subarray(0, 2048))
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '');
  const telling = lines.find((line) => line.startsWith('event:')) ?? lines[0] ?? '';
  const data = lines.find((line) => line.startsWith('data:'));
  const text = data === undefined || data === telling ? telling : `${telling}, ${data}`;
  return text.slice(0, 160);
}
