/** Changes to a text that keep the way back to it. Browser-safe. */

export interface Edit {
  /** Offset in the text before. */
  at: number;
  /** How many characters go. */
  remove: number;
  insert: string;
}

export interface Edited {
  text: string;
  /** The offset in the text before, for an offset in the text after. What was inserted stands where it was inserted. */
  before(offset: number): number;
}

/** Applies edits that do not overlap. Those at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): Edited {
  const sorted = edits.toSorted((one, other) => one.at - other.at);
  let result = '';
  let copied = 0;
  for (const { at, remove, insert } of sorted) {
    result += text.slice(copied, at) + insert;
    copied = at + remove;
  }
  return {
    text: result + text.slice(copied),
    before(offset) {
      let shift = 0;
      for (const { at, remove, insert } of sorted) {
        const start = at + shift;
        if (offset < start) break;
        if (offset < start + insert.length) return at;
        shift += insert.length - remove;
      }
      return offset - shift;
    },
  };
}
