import { expect, test } from 'vitest';
import { compileScript, type Place } from './compile-script.ts';
import { positionAt } from './positions.ts';
import { SourceError } from './source-error.ts';

const around = {
  files: new Set(['/index.ts', '/page.ts', '/data.json', '/styles.css']),
  packages: new Set(['eventsource-parser']),
  firstLoop: 5,
};
const compile = (source: string, path = '/index.ts') => compileScript(path, source, around);

test('points imports at the files of the run, whatever their form', () => {
  const { code, imports, packages } = compile(
    [
      "import { page } from './page';",
      "import './styles.css';",
      "export * from './page.ts';",
      "import data from './data.json' with { type: 'json' };",
      "const later = await import('./page.ts');",
      "const more = await import('./data.json', { with: { type: 'json' } });",
      "import { createParser } from 'eventsource-parser';",
      'console.log(page, data, later, more, createParser, import.meta.url, import(name));',
    ].join('\n'),
  );
  expect(code.split('\n')).toEqual([
    'import { page } from "sandbox:/page.ts";',
    'import "sandbox:/styles.css";',
    'export * from "sandbox:/page.ts";',
    'import data from "sandbox:/data.json";',
    'const later = await import("sandbox:/page.ts");',
    'const more = await import("sandbox:/data.json");',
    "import { createParser } from 'eventsource-parser';",
    'console.log(page, data, later, more, createParser, import.meta.url, import(name));',
  ]);
  expect(imports).toEqual([
    '/page.ts',
    '/styles.css',
    '/page.ts',
    '/data.json',
    '/page.ts',
    '/data.json',
  ]);
  expect(packages).toEqual(['eventsource-parser']);
});

test('an import that is only a type needs no file', () => {
  expect(compile("import type { A } from './nowhere.ts';\nlet a: A;").imports).toEqual([]);
});

test('knows the place of everything, however far it was moved', () => {
  const source = `import { page } from './page';
interface Tick { count: number }
for (const tick of ticks as Tick[]) while (page.isOpen(tick!)) broken(tick as Tick);
/* 🛰 */ const last: string = page.fail<string>('here');
`;
  const { code, placeOf, loops } = compile(source);
  const original = (text: string): Place => ({
    path: '/index.ts',
    ...positionAt(source, source.indexOf(text)),
  });
  for (const text of ['page }', 'tick of', 'isOpen', 'broken', 'fail', "'here'"]) {
    expect(placeOf(positionAt(code, code.indexOf(text))), text).toEqual(original(text));
  }
  expect(code).toContain('__duplexLoopGuard(5)');
  expect(loops).toEqual([original('while'), original('for')]);
});

function errorOf(source: string, path = '/index.ts'): unknown {
  try {
    compile(source, path);
  } catch (error) {
    if (error instanceof SourceError) return error.toRunError();
    throw error;
  }
  return undefined;
}

test.each([
  ['const a = 1;\nconst b: = 2;', 2, 10, 'Unexpected token'],
  ['type A = {\n  x: number\n', 3, 1, 'Unexpectedly reached the end of input.'],
  ['\n\nconst text = "abc', 3, 14, 'Unterminated string constant'],
  ['f(`\n', 1, 4, 'Unterminated template'],
  ['const a = /abc', 1, 12, 'Unterminated regular expression'],
  ['while (true {}', 1, 13, 'Unexpected token, expected ")"'],
])('%j is refused at its line', (source, line, column, message) => {
  expect(errorOf(source)).toEqual({
    message: `SyntaxError: ${message}`,
    path: '/index.ts',
    line,
    column,
  });
});

test('an import of nothing is refused where its name is, also after types', () => {
  const source =
    "type A = string;\nconst a = 1 as unknown as A; import { b } from './nowhere.ts'; b(a);";
  expect(errorOf(source)).toMatchObject({
    line: 2,
    column: source.indexOf("'./nowhere") - source.indexOf('\n'),
    message: expect.stringContaining('There is no file "./nowhere.ts" here.'),
  });
});

test('JavaScript is not read as TypeScript', () => {
  expect(compile('const a = b < c > (d);', '/index.js').code).toBe('const a = b < c > (d);');
  expect(errorOf('const a: number = 1;', '/plain.js')).toMatchObject({ line: 1, column: 8 });
});
