/** Where something is in a text. Browser-safe. */

export interface Position {
  /** Counted from 1. */
  line: number;
  /** Counted from 1, in UTF-16 code units. */
  column: number;
}

/** What JavaScript takes for the end of a line. */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/g;

export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  for (const match of text.matchAll(lineEnd)) {
    const next = match.index + match[0].length;
    if (next > offset) break;
    line += 1;
    start = next;
  }
  return { line, column: Math.max(0, Math.min(offset, text.length) - start) + 1 };
}

/** The offset of a position; of the last character where the text has no such line. */
export function offsetAt(text: string, { line, column }: Position): number {
  let start = 0;
  let left = line - 1;
  for (const match of text.matchAll(lineEnd)) {
    if (left === 0) break;
    left -= 1;
    start = match.index + match[0].length;
  }
  return Math.min(start + column - 1, text.length);
}
