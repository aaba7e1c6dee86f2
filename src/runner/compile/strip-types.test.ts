import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { parseSource, stripTypes } from './strip-types.ts';

const squeezed = (code: string): string => code.replace(/\s+/g, ' ').trim();

test.each([
  ['let count: number = 1;', 'let count = 1;'],
  ['interface Tick { count: number }\nf();', 'f();'],
  ['type Id = string;\nf();', 'f();'],
  ['const x = value as unknown as Tick;', 'const x = value ;'],
  ['const x = value satisfies Tick;', 'const x = value ;'],
  ['list[0]!.count', 'list[0].count'],
  ['function follow<T>(this: Page, x?: T): x is T {}', 'function follow( x) {}'],
  ["import type { A } from './a.ts';", ''],
  ["import { type A, b } from './a.ts'; b();", "import { b } from './a.ts'; b();"],
  ["import { OnlyAType } from './a.ts'; let x: OnlyAType;", 'let x;'],
  ["import './styles.css';", "import './styles.css';"],
  ["export type { A } from './a.ts';", ';'],
  [
    'class A { private readonly x: number = 1; #y?: string; static z = 2 }',
    'class A { x = 1; #y; static z = 2 }',
  ],
  ['class A { constructor(private x: number) {} }', 'class A { constructor( x) {;this.x = x;} }'],
  ['abstract class A { abstract f(): void; g() {} }', 'class A { g() {} }'],
  ['declare const VERSION: string;\nf();', 'f();'],
  ['const f = async <T,>(x: T): Promise<T> => x;', 'const f = async ( x) => x;'],
  ['a?.b ?? c; 1_000; try {} catch {}', 'a?.b ?? c; 1_000; try {} catch {}'],
  ['for await (const x of y as AsyncIterable<string>) f(x);', 'for await (const x of y ) f(x);'],
])('%s becomes %s', (typescript, javascript) => {
  expect(squeezed(stripTypes(typescript).code)).toBe(javascript);
});

test('an enum works', () => {
  const { code } = stripTypes('enum State { Open = 1, Closed }\nreturn [State.Closed, State[1]];');
  expect(new Function(code)()).toEqual([2, 'Open']);
});

test('says where it cannot go on', () => {
  const source = 'const a = 1;\nconst b = ;\n';
  expect(() => stripTypes(source)).toThrow(
    expect.objectContaining({ message: 'Unexpected token', offset: source.indexOf(' ;') + 1 }),
  );
});

// The project itself is a fair sample of TypeScript; other people's attempts also have what is not erased but written out.
const root = path.join(import.meta.dirname, '../../..');
const sources = globSync('{src,sandbox-server,content,tests}/**/*.ts', {
  cwd: root,
  exclude: ['tests/lessons/attempts/**'],
}).sort();

test.each(sources)('%s becomes JavaScript, and its names find their way back', (file) => {
  const source = readFileSync(path.join(root, file), 'utf8');
  const { code, before } = stripTypes(source);
  parseAst(code);
  const { tokens } = parseSource(code, 'javascript');
  const names = tokens.flatMap(({ start, end }) => {
    const text = code.slice(start, end);
    return /^[#\w$]{4,}$/.test(text) && text !== 'this' ? [{ text, place: before(start) }] : [];
  });
  expect(
    names.filter(({ text, place }) => source.slice(place, place + text.length) !== text),
  ).toEqual([]);
});
