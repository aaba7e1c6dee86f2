/** Bytes as people read them: each with its hexadecimal digits and what it stands for. Browser-safe. */
import { namedBytes } from './notation.ts';

export interface Cell {
  hex: string;
  /** The character that starts with this byte, or the byte's name; empty for a byte in the middle of a character. */
  glyph: string;
  kind: 'text' | 'line-end' | 'control';
}

const glyphs = new Map<number, string>([
  ...Array.from(namedBytes, ([name, byte]): [number, string] => [byte, name]),
  [0x20, '·'],
]);

/** One cell for each byte. Characters are looked for in these bytes alone: half of one is not shown. */
export function cellsOf(bytes: Uint8Array): Cell[] {
  const cells: Cell[] = [];
  for (let index = 0; index < bytes.length; ) {
    const size = sizeOfCharacter(bytes, index);
    for (let offset = 0; offset < size; offset += 1) {
      const byte = bytes[index + offset] ?? 0;
      const glyph = offset > 0 ? '' : glyphAt(bytes, index, size);
      cells.push({
        hex: byte.toString(16).toUpperCase().padStart(2, '0'),
        glyph,
        kind: kindOf(byte),
      });
    }
    index += size;
  }
  return cells;
}

function kindOf(byte: number): Cell['kind'] {
  if (byte === 0x0a || byte === 0x0d) return 'line-end';
  return byte < 0x20 || byte === 0x7f ? 'control' : 'text';
}

/** The length of the UTF-8 sequence that starts here, or 1 if what starts here is none. */
function sizeOfCharacter(bytes: Uint8Array, start: number): number {
  for (const size of [1, 2, 3, 4]) {
    if (decode(bytes.subarray(start, start + size)) !== undefined) return size;
  }
  return 1;
}

function glyphAt(bytes: Uint8Array, start: number, size: number): string {
  const known = glyphs.get(bytes[start] ?? 0);
  if (known !== undefined) return known;
  const text = decode(bytes.subarray(start, start + size));
  if (text === undefined) return '�';
  return text === '\ufeff' ? 'BOM' : text;
}

/** One character, or undefined if the bytes are not exactly one. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return [...text].length === 1 ? text : undefined;
  } catch {
    return undefined;
  }
}
