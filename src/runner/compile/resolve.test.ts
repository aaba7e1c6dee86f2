import { expect, test } from 'vitest';
import { resolveImport, resolveReference } from './resolve.ts';

const files = new Set([
  '/index.ts',
  '/page.ts',
  '/plain.js',
  '/data.json',
  '/styles.css',
  '/notes.txt',
  '/chat/index.ts',
  '/chat/room.ts',
  '/with space.ts',
]);
const packages = new Set(['@msgpack/msgpack', 'eventsource-parser']);
const resolve = (specifier: string, importer = '/index.ts') =>
  resolveImport(specifier, importer, files, packages);

test.each([
  ['./page.ts', '/index.ts', '/page.ts'],
  ['./page', '/index.ts', '/page.ts'],
  ['./page.js', '/index.ts', '/page.ts'],
  ['./plain', '/index.ts', '/plain.js'],
  ['./data', '/index.ts', '/data.json'],
  ['./styles.css', '/index.ts', '/styles.css'],
  ['./chat', '/index.ts', '/chat/index.ts'],
  ['./chat/', '/index.ts', '/chat/index.ts'],
  ['../page.ts', '/chat/room.ts', '/page.ts'],
  ['./room', '/chat/index.ts', '/chat/room.ts'],
  ['.', '/chat/room.ts', '/chat/index.ts'],
  ['/page.ts', '/chat/room.ts', '/page.ts'],
  ['./with space.ts', '/index.ts', '/with space.ts'],
])('"%s" in %s is %s', (specifier, importer, path) => {
  expect(resolve(specifier, importer)).toEqual({ kind: 'file', path });
});

test('a package that is offered', () => {
  expect(resolve('@msgpack/msgpack')).toEqual({ kind: 'package', name: '@msgpack/msgpack' });
});

test.each([
  [
    './clock.ts',
    'There is no file "./clock.ts" here. This sandbox has chat/index.ts, chat/room.ts, data.json, index.ts, notes.txt, page.ts, plain.js, styles.css and with space.ts.',
  ],
  [
    'page.ts',
    'Packages are not available here, so "page.ts" cannot be imported. What can be imported is @msgpack/msgpack and eventsource-parser. If you mean a file of this sandbox, write "./page.ts".',
  ],
  [
    'https://esm.sh/react',
    '"https://esm.sh/react" cannot be imported: a sandbox loads nothing from elsewhere. What can be imported is @msgpack/msgpack and eventsource-parser.',
  ],
  [
    './notes.txt',
    '"./notes.txt" cannot be imported: a sandbox imports .ts, .js, .mjs, .json, .css files.',
  ],
])('"%s" is refused with what to do', (specifier, message) => {
  expect(resolve(specifier)).toEqual({ kind: 'unknown', message });
});

test.each([
  ['styles.css', '/styles.css'],
  ['./styles.css?v=2', '/styles.css'],
  ['/page.ts', '/page.ts'],
  ['missing.css', undefined],
  ['https://example.com/styles.css', undefined],
  ['//example.com/styles.css', undefined],
  ['#styles.css', undefined],
])('the reference "%s" of a page is %s', (reference, path) => {
  expect(resolveReference(reference, '/index.html', files)).toBe(path);
});
