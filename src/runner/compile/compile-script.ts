/** One file of reader's code: from what the reader wrote to what the browser runs, and the way back. Browser-safe. */
import { applyEdits, type Edit } from './edits.ts';
import { guardLoops } from './guard-loops.ts';
import { offsetAt, type Position, positionAt } from './positions.ts';
import { resolveImport } from './resolve.ts';
import { importsOf } from './rewrite-imports.ts';
import { SourceError } from './source-error.ts';
import { ParseError, parseSource, stripTypes } from './strip-types.ts';

export interface Place extends Position {
  path: string;
}

export interface Script {
  path: string;
  code: string;
  /** Paths of the files that it imports. */
  imports: string[];
  /** Names of the packages that it imports. */
  packages: string[];
  /** Where the loops are, in the order of their numbers. */
  loops: Place[];
  /** Where in the reader's text something is, given where it is in `code`. */
  placeOf(position: Position): Place;
}

export interface Surroundings {
  files: ReadonlySet<string>;
  packages: ReadonlySet<string>;
  /** What the file's first loop is called. */
  firstLoop: number;
}

/** @throws {SourceError} for the first error in the file */
export function compileScript(path: string, source: string, around: Surroundings): Script {
  const stripped = attempt(
    path,
    source,
    (offset) => offset,
    () =>
      path.endsWith('.ts')
        ? stripTypes(source)
        : { code: source, before: (offset: number) => offset },
  );
  const { code } = stripped;
  return attempt(path, source, stripped.before, () => {
    const { edits, loops } = guardLoops(parseSource(code, 'javascript'), around.firstLoop);
    const resolved = importsOf(code).map(({ specifier, offset, pointTo }) => {
      const target = resolveImport(specifier, path, around.files, around.packages);
      if (target.kind === 'unknown') throw new ParseError(target.message, offset);
      return { target, edit: target.kind === 'file' ? pointTo(target.path) : undefined };
    });
    const rewrites = resolved.flatMap(({ edit }): Edit[] => (edit ? [edit] : []));
    const edited = applyEdits(code, [...edits, ...rewrites]);
    const placeAt = (offset: number): Place => ({
      path,
      ...positionAt(source, stripped.before(offset)),
    });
    return {
      path,
      code: edited.text,
      imports: resolved.flatMap(({ target }) => (target.kind === 'file' ? [target.path] : [])),
      packages: resolved.flatMap(({ target }) => (target.kind === 'package' ? [target.name] : [])),
      loops: loops.map(placeAt),
      placeOf: (position) => placeAt(edited.before(offsetAt(edited.text, position))),
    };
  });
}

/** Puts a parser's error where it is in the reader's text. */
function attempt<Result>(
  path: string,
  source: string,
  before: (offset: number) => number,
  task: () => Result,
): Result {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new SourceError(error.message, { path, source, offset: before(error.offset) });
  }
}
