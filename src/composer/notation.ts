/**
 * Text that spells out bytes, for people to type and to read. A line break is the line end that was chosen,
 * `‹CR›`, `‹LF›` and `‹NUL›` are those bytes, `‹EF BB BF›` is any bytes, `¦` ends a chunk, and all else is UTF-8.
 * These signs are in the site's own fonts. Browser-safe.
 */

export const cut = '¦';

/** What a line break in the text stands for. */
export const lineEnds = { LF: '\n', 'CR LF': '\r\n', CR: '\r' } as const;

export type LineEnd = keyof typeof lineEnds;

/** Names for bytes, as they are typed and shown. */
export const namedBytes = new Map([
  ['NUL', 0x00],
  ['TAB', 0x09],
  ['LF', 0x0a],
  ['CR', 0x0d],
]);

/** Bytes that are spelt out: names or pairs of hexadecimal digits, separated by spaces. */
export const spelt = /‹((?:[0-9a-f]{2}|NUL|TAB|LF|CR)(?: (?:[0-9a-f]{2}|NUL|TAB|LF|CR))*)›/giu;

/** The chunks that a text spells out; none of them is empty. */
export function toChunks(text: string, lineEnd: LineEnd): Uint8Array[] {
  return text
    .split(cut)
    .map((part) => toBytes(part, lineEnds[lineEnd]))
    .filter(({ length }) => length > 0);
}

function toBytes(text: string, lineEnd: string): Uint8Array {
  const encoder = new TextEncoder();
  // Splitting by a pattern with one group gives text and what was spelt in turn.
  const parts = text
    .split(spelt)
    .map((part, index) =>
      index % 2 === 1
        ? part
            .split(' ')
            .map((name) => namedBytes.get(name.toUpperCase()) ?? Number.parseInt(name, 16))
        : [...encoder.encode(part.replace(/\r\n|\n|\r/g, lineEnd))],
    );
  return Uint8Array.from(parts.flat());
}
