/** Bytes in rows, divided where a part begins or ends. Browser-safe. */
import type { Part } from '../../../sandbox-server/wire/record.ts';

/** Bytes of one row that belong to the same parts. */
export interface Segment {
  start: number;
  end: number;
  /** Positions of the parts that they belong to: bits of several parts may share a byte. */
  parts: readonly number[];
}

export interface HexRow {
  offset: number;
  segments: readonly Segment[];
}

export function hexRows(length: number, parts: readonly Part[], perRow: number): HexRow[] {
  const cuts = new Set(parts.flatMap(({ start, end }) => [start, end]));
  return Array.from({ length: Math.ceil(length / perRow) }, (_, row) => {
    const offset = row * perRow;
    const rowEnd = Math.min(length, offset + perRow);
    const segments: Segment[] = [];
    let start = offset;
    for (let at = offset + 1; at <= rowEnd; at += 1) {
      if (at < rowEnd && !cuts.has(at)) continue;
      segments.push({ start, end: at, parts: partsAt(parts, start) });
      start = at;
    }
    return { offset, segments };
  });
}

function partsAt(parts: readonly Part[], offset: number): number[] {
  return parts.flatMap(({ start, end }, index) => (start <= offset && offset < end ? [index] : []));
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** `47 45 54` */
export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** Printable ASCII as it is, line ends as arrows, all else as a dot: one character for each byte. */
export function textOf(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => {
      if (byte === 0x0a) return '↓';
      if (byte === 0x0d) return '←';
      return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
    })
    .join('');
}
