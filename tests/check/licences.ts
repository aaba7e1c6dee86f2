/** What reaches a person who runs or visits Duplex must be free to use, change and pass on. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Lock, readLock } from './lock.ts';

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

interface InstalledOnly {
  license: string;
  /** A text that stands in the package's code, however it was compressed. */
  sign: string;
}

/** Packages that may be installed although their licence is not on the list, but must not be passed on. */
const installedOnly = new Map<string, InstalledOnly>([
  [
    // Comes with Sandpack's client for Node projects, which we have no use for. Not free for commercial use.
    '@codesandbox/nodebox',
    { license: 'SEE LICENSE IN ./LICENSE', sign: 'nodebox-runtime.codesandbox.io' },
  ],
]);

/** Every package that is installed to run or build Duplex, with a licence that is not on the list. */
export function unwelcomeLicences(root: string): string[] {
  return judgeLicences(readLock(root));
}

export function judgeLicences(lock: Lock): string[] {
  return Object.entries(lock.packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { license }]) => ({
      name: place.replace(/^.*node_modules\//, ''),
      license: license ?? 'none',
    }))
    .filter(
      ({ name, license }) => !isAllowed(license) && installedOnly.get(name)?.license !== license,
    )
    .map(
      ({ name, license }) =>
        `${name} has the licence "${license}", which is not on the list in tests/check/licences.ts. Do without the package, or put the licence on the list if it allows everybody to use, change and pass Duplex on.`,
    );
}

/** Files of the built site with code that must not be passed on. */
export function unwelcomeCode(root: string): string[] {
  return globSync('dist/**/*.{js,html}', { cwd: root }).flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...installedOnly]
      .filter(([, { sign }]) => text.includes(sign))
      .map(
        ([name]) =>
          `${file} contains code of ${name}, whose licence does not let everybody use it. Keep the build from following the import that brings it.`,
      );
  });
}

/** `A OR B` needs one of them, `A AND B` both. */
function isAllowed(license: string): boolean {
  return license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => allowed.has(name)));
}
