/** An error in the reader's files that is found before anything runs. Browser-safe. */
import type { RunError } from '../protocol.ts';
import { positionAt } from './positions.ts';

export class SourceError extends Error {
  readonly path: string;
  readonly line: number;
  readonly column: number;

  /** @param offset in the reader's own text */
  constructor(message: string, place: { path: string; source: string; offset: number }) {
    super(message);
    this.name = 'SyntaxError';
    this.path = place.path;
    ({ line: this.line, column: this.column } = positionAt(place.source, place.offset));
  }

  toRunError(): RunError {
    const { path, line, column } = this;
    return { message: `${this.name}: ${this.message}`, path, line, column };
  }
}
