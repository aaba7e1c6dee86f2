/** All files of a sandbox: from what the reader wrote to modules that a browser can run. Browser-safe. */
import type { RunError } from '../protocol.ts';
import { compileScript, type Place, type Script } from './compile-script.ts';
import { jsonModule, styleModule } from './modules.ts';
import { SourceError } from './source-error.ts';

/** A script that the run's document names or contains. */
export interface PageScript {
  /** Path of its file; for a script inside of the page, the page's path and a number, such as `/index.html#1`. */
  name: string;
  /** Set for a script inside of the page: its code, on the lines and columns that it has in the page. */
  code?: string;
}

export interface Program {
  /** By name: see `PageScript`. */
  scripts: ReadonlyMap<string, Script>;
  /** Code of the modules that stand for style sheets and JSON, by path. */
  otherModules: ReadonlyMap<string, string>;
  /** Names of the packages that are imported. */
  packages: ReadonlySet<string>;
  /** Where each loop is, by the number that its guard is called with. */
  loops: readonly Place[];
}

export type Compiled =
  | { program: Program; errors?: never }
  | { program?: never; errors: RunError[] };

/** Compiles what the page's scripts reach. All files are looked at, so that all errors are told at once. */
export function compileProgram(
  files: ReadonlyMap<string, string>,
  entries: readonly PageScript[],
  packages: ReadonlySet<string>,
): Compiled {
  const scripts = new Map<string, Script>();
  const otherModules = new Map<string, string>();
  const imported = new Set<string>();
  const loops: Place[] = [];
  const errors: RunError[] = [];
  const paths = new Set(files.keys());
  const waiting = [...entries];
  const seen = new Set<string>();

  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { name, code } = next;
    if (seen.has(name)) continue;
    seen.add(name);
    const path = name.replace(/#\d+$/, '');
    const source = code ?? files.get(path) ?? '';
    try {
      if (path.endsWith('.css')) otherModules.set(path, styleModule(source));
      else if (path.endsWith('.json')) otherModules.set(path, jsonModule(path, source));
      else {
        const around = { files: paths, packages, firstLoop: loops.length };
        const script = compileScript(path, source, around);
        scripts.set(name, script);
        loops.push(...script.loops);
        for (const used of script.packages) imported.add(used);
        waiting.push(...script.imports.map((target) => ({ name: target })));
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      errors.push(error.toRunError());
    }
  }
  if (errors.length > 0) return { errors };
  return { program: { scripts, otherModules, packages: imported, loops } };
}
