/** An error of the reader's code as messages: Sandpack's and ours. Browser-safe. */
import type { ErrorFrame, FromRunner, RunError } from './protocol.ts';

/** How many lines before and after the one with the error Sandpack shows. */
const context = 2;

/** @param title the exception's class; Sandpack places a `SyntaxError` by its fields, and others by their frames */
export function errorMessages(
  run: string,
  title: string,
  error: RunError,
  files: ReadonlyMap<string, string>,
): FromRunner[] {
  const { message, path = '', line = 0, column = 0 } = error;
  const source = files.get(path);
  const frames = source === undefined ? [] : [frameOf(source, { path, line, column })];
  return [
    {
      type: 'action',
      action: 'show-error',
      title,
      message,
      path,
      line,
      column,
      payload: { frames },
    },
    { type: 'run-error', run, error },
  ];
}

function frameOf(
  source: string,
  { path, line, column }: { path: string; line: number; column: number },
): ErrorFrame {
  const first = Math.max(1, line - context);
  const lines = source.split('\n').slice(first - 1, line + context);
  return {
    _originalFileName: path,
    _originalLineNumber: line,
    _originalColumnNumber: column,
    _originalScriptCode: lines.map((content, index) => ({
      lineNumber: first + index,
      content,
      highlight: first + index === line,
    })),
  };
}
