/** Paths of a sandbox's files, such as `/index.ts`. Browser-safe. */

export type Sources = ReadonlyMap<string, string>;

/** What the runner offers besides the sandbox's own files, by the name that code imports. */
export type Packages = Readonly<Record<string, string>>;

/** `./messages` as seen from `/views/list.ts` is `/views/messages`. */
export function joinPath(from: string, specifier: string): string {
  const parts = specifier.startsWith('/') ? [] : from.split('/').slice(1, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

const endings = ['', '.ts', '.js', '.mjs', '/index.ts', '/index.js'];

/** The file that a relative specifier means, as editors and bundlers resolve it; undefined when there is none. */
export function resolveFile(files: Sources, from: string, specifier: string): string | undefined {
  const path = joinPath(from, specifier);
  const found = endings.map((ending) => path + ending).find((candidate) => files.has(candidate));
  // TypeScript also lets code name the file that it would be compiled to.
  return found ?? [path.replace(/\.js$/, '.ts')].find((candidate) => files.has(candidate));
}

export function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier);
}
