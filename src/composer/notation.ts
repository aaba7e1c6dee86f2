/**
 * Text that spells out bytes, for people to type and to read:
 * a line break is the line end that was chosen, `␍` `␊` `␀` are those bytes, `⟨EF BB BF⟩` is any bytes,
 * `⁂` ends a chunk, and all else is UTF-8. Browser-safe.
 */

export const marks = { cut: '⁂', carriageReturn: '␍', lineFeed: '␊', nul: '␀' } as const;

/** What a line break in the text stands for. */
export const lineEnds = { LF: '\n', 'CR LF': '\r\n', CR: '\r' } as const;

export type LineEnd = keyof typeof lineEnds;

const controls = new Map<string, string>([
  [marks.carriageReturn, '\r'],
  [marks.lineFeed, '\n'],
  [marks.nul, '\0'],
]);

const piece =
  /⟨(?<hex>[0-9a-f]{2}(?: ?[0-9a-f]{2})*)⟩|(?<lineBreak>\r\n|\n|\r)|(?<text>[^⟨\r\n]+|⟨)/giu;

/** The chunks that a text spells out; none of them is empty. */
export function toChunks(text: string, lineEnd: LineEnd): Uint8Array[] {
  return text
    .split(marks.cut)
    .map((part) => toBytes(part, lineEnds[lineEnd]))
    .filter(({ length }) => length > 0);
}

function toBytes(text: string, lineEnd: string): Uint8Array {
  const encoder = new TextEncoder();
  const parts = Array.from(text.matchAll(piece), ({ groups = {} }) => {
    if (groups['hex'] !== undefined) return fromHex(groups['hex']);
    if (groups['lineBreak'] !== undefined) return encoder.encode(lineEnd);
    return encoder.encode(
      (groups['text'] ?? '').replace(/[␍␊␀]/g, (mark) => controls.get(mark) ?? ''),
    );
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (byte) => Number.parseInt(byte, 16));
}
