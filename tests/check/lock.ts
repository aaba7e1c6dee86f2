/** `npm ci` installs on every system only if the lock file names what every system needs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Lock {
  packages: Record<
    string,
    {
      version?: string;
      license?: string;
      dev?: boolean;
      optionalDependencies?: Record<string, string>;
    }
  >;
}

export function readLock(root: string): Lock {
  return JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
}

/** Optional packages that others name and the lock file lacks, mostly those with a program for another system. */
export function missingFromLock({ packages }: Lock): string[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter(
        (name) => !foldersUp(place).some((folder) => `${folder}node_modules/${name}` in packages),
      )
      .map(
        (name) =>
          `package-lock.json lacks ${name}, which ${place.replace(/^.*node_modules\//, '')} names: npm ci refuses that. A registry that does not have it makes npm leave it out; lock it with one that does.`,
      ),
  );
}

/** Where Node looks for the packages of a package: in itself, then in each folder above. */
function foldersUp(place: string): string[] {
  const parts = place === '' ? [] : place.split(/\/?node_modules\//).slice(1);
  return [...parts.keys(), parts.length]
    .map((depth) =>
      parts
        .slice(0, depth)
        .map((name) => `node_modules/${name}/`)
        .join(''),
    )
    .reverse();
}
