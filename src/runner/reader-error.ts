import type { RunError } from './protocol.ts';

/** Something wrong in the reader's files, found before they run. */
export class ReaderError extends Error {
  readonly place: Omit<RunError, 'message'>;

  constructor(message: string, place: Omit<RunError, 'message'>) {
    super(message);
    this.place = place;
  }

  get runError(): RunError {
    return { message: this.message, ...this.place };
  }
}

/** The line and column of an offset, both counted from 1. */
export function placeOf(code: string, offset: number): { line: number; column: number } {
  const before = code.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
