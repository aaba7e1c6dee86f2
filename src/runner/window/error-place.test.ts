import { expect, test } from 'vitest';
import { compileScript } from '../compile/compile-script.ts';
import { placeError } from './error-place.ts';

const source = 'const a: number = 1;\nwhile (a as boolean) fail<string>();\n';
const surroundings = { files: new Set<string>(), packages: new Set<string>(), firstLoop: 0 };
const script = compileScript('/page.ts', source, surroundings);
const url = 'blob:http://127.0.0.1:4322/0b7c';
const scripts = new Map([
  ['/page.ts', script],
  [url, script],
]);
const column = (script.code.split('\n')[1]?.indexOf('fail') ?? 0) + 1;
const place = { path: '/page.ts', line: 2, column: source.split('\n')[1]?.indexOf('fail') ?? 0 };
place.column += 1;

function errorWith(stack: string): Error {
  return Object.assign(new TypeError('no'), { stack });
}

test.each([
  ['Chromium', `TypeError: no\n    at fail (/page.ts:2:${column})\n    at /index.ts:1:1`],
  ['Chromium, by URL', `TypeError: no\n    at ${url}:2:${column}`],
  ['Firefox', `fail@${url}:2:${column}\n@${url}:1:1`],
  ['Safari', `fail@/page.ts:2:${column}\nmodule code@/index.ts:1:1`],
  ['behind a package', `TypeError: no\n    at f (http://a/b.js:1:9)\n    at /page.ts:2:${column}`],
])('finds the place in a stack of %s', (_browser, stack) => {
  expect(placeError({ error: errorWith(stack) }, scripts)).toEqual({
    title: 'TypeError',
    message: 'TypeError: no',
    place,
  });
});

test('takes the place that the browser tells before the one in the stack', () => {
  const thrown = { error: errorWith('at /page.ts:1:1'), script: url, line: 2, column };
  expect(placeError(thrown, scripts).place).toEqual(place);
});

test.each([
  [undefined, 'Script error.', 'Script error.'],
  ['text', 'A promise was rejected with "text"', 'A promise was rejected with "text"'],
  [new Error(''), '', 'Error'],
  [{ name: 'MyError', message: 'mine' }, '', 'MyError: mine'],
  [new SyntaxError("no 'sandbox:/page.ts'"), '', "SyntaxError: no './page.ts'"],
  [new SyntaxError(`no '${url}'`), '', "SyntaxError: no './page.ts'"],
  [new SyntaxError("no 'blob:http://a/b'"), '', "SyntaxError: no 'blob:http://a/b'"],
])('%o is told as it reads', (error, message, expected) => {
  expect(placeError({ error, message }, scripts)).toMatchObject({ message: expected });
});

test('an error that cannot be read is told all the same', () => {
  const hostile = {
    message: '',
    get name(): string {
      throw new Error('no');
    },
  };
  expect(placeError({ error: hostile, message: 'Uncaught' }, scripts).message).toBe('Uncaught');
});
