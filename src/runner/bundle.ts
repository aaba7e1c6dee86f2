import { isRelative, type Packages, resolveFile, type Sources } from './paths.ts';
import { placeOf, ReaderError } from './reader-error.ts';
import { importsOf, toJavaScript } from './transform.ts';

/** One file as a native module; its imports are bare names that an import map resolves, so that cycles work. */
export interface LinkedModule {
  path: string;
  code: string;
}

export interface Bundle {
  modules: LinkedModule[];
  /** Packages that the modules import, by name. */
  packages: string[];
}

/** How modules name each other in an import map. */
export function moduleName(path: string): string {
  return `#${path}`;
}

/** How a module's lines are known to the engine, and so in errors and stacks. */
export function sourceUrl(path: string): string {
  return `sandbox://${path}`;
}

/** Links the entries and all that they import. Throws a `ReaderError` for the first thing that cannot be. */
export async function bundle(
  files: Sources,
  entries: readonly string[],
  offered: Packages,
): Promise<Bundle> {
  const modules = new Map<string, LinkedModule>();
  const packages = new Set<string>();
  const link = async (path: string): Promise<void> => {
    if (modules.has(path)) return;
    const source = files.get(path) ?? '';
    const module: LinkedModule = { path, code: '' };
    modules.set(path, module);
    if (/\.(json|css)$/.test(path)) {
      module.code = path.endsWith('.css') ? styleModule(source) : jsonModule(path, source);
      return;
    }
    let code = toJavaScript(path, source);
    const imports = await importsOf(path, code);
    for (const { specifier, start, end, isDynamic } of imports.toReversed()) {
      const { line } = placeOf(code, start);
      const name = resolve(files, offered, path, specifier, line);
      if (name.startsWith('#')) await link(name.slice(1));
      else packages.add(name);
      code = code.slice(0, start) + (isDynamic ? JSON.stringify(name) : name) + code.slice(end);
    }
    module.code = `${code}\n//# sourceURL=${sourceUrl(path)}`;
  };
  for (const entry of entries) await link(entry);
  return { modules: [...modules.values()], packages: [...packages] };
}

function resolve(
  files: Sources,
  offered: Packages,
  path: string,
  specifier: string,
  line: number,
): string {
  if (isRelative(specifier)) {
    const file = resolveFile(files, path, specifier);
    if (file !== undefined) return moduleName(file);
    throw new ReaderError(`There is no file "${specifier}" to import.`, { path, line });
  }
  if (Object.hasOwn(offered, specifier)) return specifier;
  const names = Object.keys(offered).join(' and ');
  throw new ReaderError(
    `The package "${specifier}" is not here: nothing is downloaded. Of packages there are ${names}.`,
    { path, line },
  );
}

function styleModule(css: string): string {
  return `const style = document.createElement('style');\nstyle.textContent = ${JSON.stringify(css)};\ndocument.head.append(style);\nexport default ${JSON.stringify(css)};`;
}

function jsonModule(path: string, text: string): string {
  try {
    // Text that parses as JSON is an expression of JavaScript too.
    return `export default ${JSON.stringify(JSON.parse(text))};`;
  } catch (error) {
    throw new ReaderError(error instanceof Error ? error.message : String(error), { path });
  }
}
