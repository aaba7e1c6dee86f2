import { expect, test } from 'vitest';
import { compileProgram } from './compile-program.ts';

const compile = (files: Record<string, string>, entries = ['/index.ts']) =>
  compileProgram(
    new Map(Object.entries(files)),
    entries.map((name) => ({ name })),
    new Set(['eventsource-parser']),
  );

test('compiles what the entry reaches, each once, cycles too, and nothing else', () => {
  const { program } = compile({
    '/index.ts': "import { a } from './a.ts'; import './styles.css'; a();",
    '/a.ts': "import { b } from './b.ts'; export const a = () => b(); while (a) {}",
    '/b.ts':
      "import { a } from './a.ts'; import data from './data.json'; export const b = () => a(data); for (;;) {}",
    '/data.json': '{"a":[1]}',
    '/styles.css': 'p { color: red }',
    '/unused.ts': 'this is no code at all',
  });
  expect([...(program?.scripts.keys() ?? [])]).toEqual(['/index.ts', '/a.ts', '/b.ts']);
  expect([...(program?.otherModules.keys() ?? [])]).toEqual(['/styles.css', '/data.json']);
  expect(program?.loops.map(({ path }) => path)).toEqual(['/a.ts', '/b.ts']);
  expect(program?.scripts.get('/b.ts')?.code).toContain('__duplexLoopGuard(1)');
});

test('tells the errors of all files at once', () => {
  const { errors } = compile({
    '/index.ts': "import './a.ts'; import './b.ts'; import './data.json';",
    '/a.ts': 'const a = ;',
    '/b.ts': "\nimport 'react';",
    '/data.json': '{\n  "a": 1,\n}',
  });
  expect(errors?.map(({ path, line }) => `${path}:${line}`)).toEqual([
    '/a.ts:1',
    '/b.ts:2',
    '/data.json:3',
  ]);
});

test('code inside of the page has its place in the page', () => {
  const { program } = compileProgram(
    new Map([['/index.html', '']]),
    [{ name: '/index.html#1', code: '\n\n   while (true) {}' }],
    new Set(),
  );
  expect(program?.loops).toEqual([{ path: '/index.html', line: 3, column: 4 }]);
});
