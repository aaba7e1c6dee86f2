import { sourceUrl } from './bundle.ts';
import type { RunError } from './protocol.ts';

const sourcePattern = new RegExp(`${sourceUrl('')}(/[^\\s:)]*):(\\d+)(?::(\\d+))?`);

/** An error of the reader's code with its place in the reader's files, from what the engine reports of it. */
export function placeError(
  thrown: unknown,
  reported: { message?: string; filename?: string; lineno?: number } = {},
): RunError {
  const message = textOf(thrown) ?? reported.message?.replace(/^Uncaught /, '') ?? 'Unknown error';
  if (reported.filename?.startsWith(sourceUrl('')) && reported.lineno) {
    return { message, path: reported.filename.slice(sourceUrl('').length), line: reported.lineno };
  }
  const stack = (thrown as { stack?: unknown } | null)?.stack;
  const match = typeof stack === 'string' ? sourcePattern.exec(stack) : null;
  if (match === null) return { message };
  return { message, path: match[1] ?? '', line: Number(match[2]) };
}

function textOf(thrown: unknown): string | undefined {
  if (thrown === undefined || thrown === null) return undefined;
  if (typeof thrown !== 'object') return String(thrown);
  const { name, message } = thrown as { name?: unknown; message?: unknown };
  return typeof message === 'string'
    ? `${typeof name === 'string' ? name : 'Error'}: ${message}`
    : 'an object was thrown';
}
