/** What reaches a person who runs or visits Duplex must be free to use, change and pass on. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** SPDX names of licences that ask for no more than a notice, or for changes to the package itself to be shared. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'W3C-20150513',
]);

/** Packages that may be installed although their licence is not on the list, each with its reason. */
const installedOnly = new Map([
  // Sandpack's client for Node projects. Not for commercial use; the build leaves it out, and `nowhereIn` sees to that.
  ['@codesandbox/nodebox', 'SEE LICENSE IN ./LICENSE'],
]);

interface Lock {
  packages: Record<string, { license?: string; dev?: boolean; version?: string }>;
}

/** Every package that is installed to run or build Duplex, with a licence that is not on the list. */
export function unwelcomeLicences(root: string): string[] {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  return judgeLicences(lock);
}

export function judgeLicences(lock: Lock): string[] {
  return Object.entries(lock.packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { license }]) => ({
      name: place.replace(/^.*node_modules\//, ''),
      license: license ?? 'none',
    }))
    .filter(({ name, license }) => !isAllowed(license) && installedOnly.get(name) !== license)
    .map(
      ({ name, license }) =>
        `${name} has the licence "${license}", which is not on the list in tests/check/licences.ts. Do without the package, or put the licence on the list if it allows everybody to use, change and pass Duplex on.`,
    );
}

/** `A OR B` needs one of them, `A AND B` both. */
function isAllowed(license: string): boolean {
  return license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => allowed.has(name)));
}
