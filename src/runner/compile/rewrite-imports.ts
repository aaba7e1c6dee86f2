/** Finds a module's imports and points them at the modules of the run. Browser-safe. */
import { parse } from 'es-module-lexer/minimal/js';
import type { Edit } from './edits.ts';
import { ParseError } from './strip-types.ts';

/**
 * The start of the specifiers that a run's import map knows its files by. A scheme of their own, because relative
 * specifiers mean nothing in a module at a `blob:` URL.
 */
export const moduleScheme = 'sandbox:';

export interface Import {
  specifier: string;
  /** Offset of the specifier in the module's code. */
  offset: number;
  /** The edit that makes it import the file at a path. */
  pointTo(path: string): Edit;
}

/**
 * Static imports, re-exports, and dynamic imports of a literal. A dynamic import of anything else is left to the browser.
 * @throws {ParseError}
 */
export function importsOf(code: string): Import[] {
  const imports: Import[] = [];
  for (const { n: specifier, s, e, se, d, a } of lex(code)) {
    if (specifier === undefined || d === -2) continue;
    const dynamic = d > -1;
    // The lexer leaves the quotes out of a static specifier and counts them to a dynamic one.
    const start = dynamic ? s : s - 1;
    // `with { type: 'json' }` goes too: all files of a run are served as JavaScript.
    const end = a === -1 ? (dynamic ? e : e + 1) : dynamic ? se - 1 : se;
    imports.push({
      specifier,
      offset: start,
      pointTo: (path) => ({
        at: start,
        remove: end - start,
        insert: JSON.stringify(`${moduleScheme}${encodeURI(path)}`),
      }),
    });
  }
  return imports;
}

function lex(code: string): ReturnType<typeof parse>[0] {
  try {
    return parse(code)[0];
  } catch (error) {
    throw new ParseError(
      'This import or export cannot be read',
      (error as { idx?: number }).idx ?? 0,
    );
  }
}
