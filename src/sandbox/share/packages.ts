/** The packages that readers' code may import, as the files that the runner serves. Browser-safe. */
import { offeredPackages } from '../../runner/packages.ts';
import type { Files } from '../description.ts';

/** Addresses of the built files, by path. They are fetched when somebody downloads code that imports them. */
const built = import.meta.glob<string>('../../../dist/runner/packages/*.js', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

export interface Packages {
  /** Import specifier → file name. */
  imports: Record<string, string>;
  /** File name → code: theirs, and that of what they import. */
  packages: Record<string, string>;
}

export async function packagesOf(files: Files): Promise<Packages> {
  const code = Object.values(files).join('\n');
  const used = offeredPackages.filter((name) => new RegExp(`['"]${name}['"]`).test(code));
  const found: Packages = { imports: {}, packages: {} };
  const addressOf = new Map(
    Object.entries(built).map(([path, address]) => [path.replace(/^.*\//, ''), address]),
  );
  const waiting: string[] = [];
  for (const name of used) {
    const chunk = name.replace('@', '').replaceAll('/', '-');
    const file = [...addressOf.keys()].find((candidate) => candidate.startsWith(`${chunk}.`));
    if (file === undefined) throw new Error(`The package ${name} was not built.`);
    found.imports[name] = file;
    waiting.push(file);
  }
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const address = addressOf.get(file);
    if (address === undefined || file in found.packages) continue;
    const text = await fetchText(address);
    found.packages[file] = text;
    waiting.push(...[...text.matchAll(/["']\.\/([\w.-]+\.js)["']/g)].map(([, name = '']) => name));
  }
  return found;
}

export async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}.`);
  return await answer.text();
}
