/** The modules of files that are no code. Browser-safe. */

import { SourceError } from './source-error.ts';
import { ParseError, parseSource } from './strip-types.ts';

/** A module that adds the style sheet to the document when it is first imported. */
export function styleModule(css: string): string {
  return `const style = document.createElement('style');
style.textContent = ${JSON.stringify(css)};
document.head.append(style);
`;
}

/** @throws {SourceError} when it is not JSON */
export function jsonModule(path: string, source: string): string {
  try {
    JSON.parse(source);
  } catch (error) {
    throw new SourceError(`This is not JSON: ${(error as Error).message}`, {
      path,
      source,
      offset: offsetOfJsonError(source, (error as Error).message),
    });
  }
  return `export default JSON.parse(${JSON.stringify(source)});\n`;
}

/** Not every browser says where; what is not even JavaScript is found by the parser. */
function offsetOfJsonError(source: string, message: string): number {
  const said = /position (\d+)/.exec(message)?.[1];
  if (said !== undefined) return Number(said);
  const before = '(';
  try {
    parseSource(`${before}${source}\n)`, 'javascript');
  } catch (error) {
    if (error instanceof ParseError) return Math.min(error.offset - before.length, source.length);
  }
  return 0;
}
