/** Lines, columns and indentation of a plain text. Browser-safe. */

/** Counted from 1. */
export interface Position {
  line: number;
  column: number;
}

export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** A place beyond a line's end is the line's end; beyond the last line, the text's. */
export function offsetAt(text: string, { line, column }: Position): number {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.max(line, 1) - 1);
  const inside = lines[before.length];
  if (inside === undefined) return text.length;
  const start = before.reduce((sum, one) => sum + one.length + 1, 0);
  return start + Math.min(Math.max(column, 1) - 1, inside.length);
}

interface Selection {
  start: number;
  end: number;
}

/** What to put between two offsets, and what is selected then. */
export interface Indentation extends Selection {
  from: number;
  to: number;
  insert: string;
}

const unit = '  ';

/** Moves the lines of a selection one step to the right, or back to the left. */
export function indent(text: string, { start, end }: Selection, back: boolean): Indentation {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', end);
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const moved = lines.map(back ? outdented : indented);
  const shift = (moved[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  const insert = moved.join('\n');
  return {
    from,
    to,
    insert,
    start: Math.max(from, start + shift),
    end: Math.max(from, end + insert.length - (to - from)),
  };
}

/** Lines without text stay without spaces, unless there is only the one where the reader is. */
function indented(line: string, _index: number, lines: readonly string[]): string {
  return line === '' && lines.length > 1 ? line : unit + line;
}

function outdented(line: string): string {
  return line.replace(/^( {1,2}|\t)/, '');
}
