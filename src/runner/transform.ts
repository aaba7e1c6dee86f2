import { parse as findImports, init } from 'es-module-lexer/minimal/js';
import { transform } from 'sucrase';
import { guardLoops } from './loop-guard.ts';
import { placeOf, ReaderError } from './reader-error.ts';

/** An import in plain JavaScript: what it names, and where that stands. */
export interface FoundImport {
  specifier: string;
  /** Offsets of the specifier without its quotes, or of the whole string of a dynamic import. */
  start: number;
  end: number;
  isDynamic: boolean;
}

/** Takes the types out of one file and guards its loops; lines stay where they are. Throws a `ReaderError`. */
export function toJavaScript(path: string, code: string): string {
  try {
    const guarded = guardLoops(code, path);
    return transform(guarded, {
      transforms: ['typescript'],
      disableESTransforms: true,
      production: true,
    }).code;
  } catch (error) {
    throw new ReaderError(syntaxMessage(error), { path, ...locationOf(error) });
  }
}

/** The imports of plain JavaScript whose specifiers are literal. */
export async function importsOf(path: string, javascript: string): Promise<FoundImport[]> {
  await init;
  try {
    const [imports] = findImports(javascript);
    return imports.flatMap(({ n: specifier, s: start, e: end, d: dynamic }) =>
      specifier === undefined ? [] : [{ specifier, start, end, isDynamic: dynamic > -1 }],
    );
  } catch (error) {
    const offset = (error as { idx?: number }).idx;
    throw new ReaderError('SyntaxError: this import or export cannot be read', {
      path,
      ...(offset === undefined ? {} : placeOf(javascript, offset)),
    });
  }
}

/** Sucrase ends its messages with the place, counted its own way. */
function syntaxMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `SyntaxError: ${text.replace(/ \(\d+:\d+\)$/, '')}`;
}

function locationOf(error: unknown): { line?: number; column?: number } {
  const location = (error as { loc?: { line?: unknown; column?: unknown } }).loc;
  if (typeof location?.line !== 'number') return {};
  return {
    line: location.line,
    ...(typeof location.column === 'number' ? { column: location.column + 1 } : {}),
  };
}
