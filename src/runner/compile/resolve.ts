/** What an import in the reader's files means. Browser-safe. */

export type Resolved =
  | { kind: 'file'; path: string }
  | { kind: 'package'; name: string }
  | { kind: 'unknown'; message: string };

/** What may be left out of an import, in the order in which it is looked for. */
const extensions = ['.ts', '.js', '.mjs', '.json'];
const importable = [...extensions, '.css'];

/**
 * @param importer path of the file that imports, such as `/chat/room.ts`
 * @param packages names that the runner offers
 */
export function resolveImport(
  specifier: string,
  importer: string,
  files: ReadonlySet<string>,
  packages: ReadonlySet<string>,
): Resolved {
  if (packages.has(specifier)) return { kind: 'package', name: specifier };
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) return unknown(elsewhere(specifier, packages));
  if (!/^(\/|\.{1,2}(\/|$))/.test(specifier)) return unknown(packageRefusal(specifier, packages));
  const wanted = joinPath(importer, specifier);
  const path = candidates(wanted).find((candidate) => files.has(candidate));
  if (path === undefined) return unknown(missing(specifier, files));
  if (importable.some((extension) => path.endsWith(extension))) return { kind: 'file', path };
  return unknown(
    `"${specifier}" cannot be imported: a sandbox imports ${importable.join(', ')} files.`,
  );
}

/** A path or URL as HTML and CSS write it; undefined when it leaves the sandbox. */
export function resolveReference(
  reference: string,
  from: string,
  files: ReadonlySet<string>,
): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|\/\/|#|$)/i.test(reference)) return undefined;
  const path = joinPath(from, reference.replace(/[?#].*$/, ''));
  return files.has(path) ? path : undefined;
}

function joinPath(from: string, relative: string): string {
  const path = new URL(relative, `file://${from}`).pathname;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function candidates(path: string): string[] {
  const folder = path.replace(/\/$/, '');
  return [
    path,
    ...extensions.map((extension) => path + extension),
    // TypeScript lets `./page.js` mean page.ts.
    path.replace(/\.m?js$/, '.ts'),
    ...extensions.map((extension) => `${folder}/index${extension}`),
  ];
}

function unknown(message: string): Resolved {
  return { kind: 'unknown', message };
}

function missing(specifier: string, files: ReadonlySet<string>): string {
  const names = [...files].map((path) => path.slice(1)).sort();
  return `There is no file "${specifier}" here. This sandbox has ${listed(names)}.`;
}

function packageRefusal(specifier: string, packages: ReadonlySet<string>): string {
  const relative = `If you mean a file of this sandbox, write "./${specifier}".`;
  return `Packages are not available here, so "${specifier}" cannot be imported. ${offer(packages)}${relative}`;
}

function elsewhere(specifier: string, packages: ReadonlySet<string>): string {
  return `"${specifier}" cannot be imported: a sandbox loads nothing from elsewhere. ${offer(packages)}`.trim();
}

function offer(packages: ReadonlySet<string>): string {
  return packages.size === 0 ? '' : `What can be imported is ${listed([...packages])}. `;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? 'no files';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
