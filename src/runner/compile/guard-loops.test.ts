import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { applyEdits } from './edits.ts';
import { guardLoops, guardName } from './guard-loops.ts';
import { parseSource } from './strip-types.ts';

function guarded(code: string): string {
  const { edits } = guardLoops(parseSource(code, 'javascript'), 0);
  return applyEdits(code, edits).text.replaceAll(guardName, 'g');
}

test.each([
  ['while (x) y();', 'while (g(0),x) y();'],
  ['while(x){}', 'while(g(0),x){}'],
  ['do x(); while (y)', 'do x(); while (g(0),y)'],
  ['for (;;) {}', 'for (;;){g(0); {}}'],
  ['for (;;);', 'for (;;){g(0);;}'],
  ['for (const a of b) c(a)', 'for (const a of b){g(0); c(a)}'],
  ['for (const a in b) c(a);', 'for (const a in b){g(0); c(a);}'],
  ['for await (const a of b) c(a);', 'for await (const a of b){g(0); c(a);}'],
  ['if (a) for (;;) b(); else c();', 'if (a) for (;;){g(0); b();} else c();'],
  ['for (;;) if (a) b(); else c(); d()', 'for (;;){g(0); if (a) b(); else c();} d()'],
  ['outer: for (;;) continue outer;', 'outer: for (;;){g(0); continue outer;}'],
  ['for (;;) inner: while (a) break inner;', 'for (;;){g(1); inner: while (g(0),a) break inner;}'],
  ['for (let f = (a) => { b; };;) c()', 'for (let f = (a) => { b; };;){g(0); c()}'],
  ['for (;;) x = class {}\ny()', 'for (;;){g(0); x = class {}}\ny()'],
  ['for (;;) a()\n++b', 'for (;;){g(0); a()}\n++b'],
])('%s becomes %s', (code, expected) => {
  expect(guarded(code)).toBe(expected);
});

test.each([
  '// while (x) {}',
  '/* for (;;) {} */',
  '"while (x) {}"',
  'const a = `for (;;) $' + '{b} while (x)`;',
  'const a = /while (x) for(;;)/.test(b);',
  'a.while(b); a.for(b); a?.do(b)',
  'const a = { while: 1, for: 2, do: 3 }; const { while: b } = a;',
  'class A { while(x) {} for(y) {} static do() {} get while() {} }',
  'export { a as while, b as for };',
  'while_(x); forEach(y)',
])('%s has no loop and stays as it is', (code) => {
  expect(guarded(code)).toBe(code);
});

test('a loop inside of a template is guarded, and numbers go on from the first', () => {
  const code = 'const a = `$' + '{(() => { while (b) c(); })()} while`;';
  const { edits, loops } = guardLoops(parseSource(code, 'javascript'), 7);
  expect(applyEdits(code, edits).text).toContain(`while (${guardName}(7),b)`);
  expect(loops).toEqual([code.indexOf('while (')]);
});

interface Node {
  type: string;
  [key: string]: unknown;
}

function* nodes(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string') yield value as Node;
  for (const child of Object.values(value)) yield* nodes(child);
}

function isGuardCall(node: unknown): boolean {
  return JSON.stringify(node ?? null).includes(`"name":"${guardName}"`);
}

/** Whether the guard comes first at each turn of a loop. */
function isGuarded({ type, test: condition, body }: Node): boolean {
  return type.startsWith('For')
    ? isGuardCall((body as { body: unknown[] }).body?.[0])
    : isGuardCall((condition as { expressions?: unknown[] }).expressions?.[0]);
}

const root = path.join(import.meta.dirname, '../../..');
const corpus = [
  'node_modules/zod/v4/core/*.js',
  'node_modules/better-sse/build/*.mjs',
  'node_modules/ws/lib/*.js',
  'node_modules/@codemirror/{view,state,commands}/dist/index.js',
  'node_modules/sucrase/dist/esm/parser/**/*.js',
  'node_modules/typescript/lib/_tsserver.js',
  'node_modules/react-dom/cjs/react-dom-client.production.js',
].flatMap((pattern) => globSync(pattern, { cwd: root }).sort());

test.each(corpus)('every loop of %s is guarded, and nothing else is touched', (file) => {
  const code = readFileSync(path.join(root, file), 'utf8');
  const { edits, loops } = guardLoops(parseSource(code, 'javascript'), 0);
  const all = [...nodes(parseAst(applyEdits(code, edits).text))].filter(({ type }) =>
    /^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(type),
  );
  expect(all.filter((loop) => !isGuarded(loop))).toEqual([]);
  expect(loops).toHaveLength(all.length);
  expect(edits.every(({ remove }) => remove === 0)).toBe(true);
});

/** Statements with loops of all kinds, nested in all ways; `out` says what was done, `n` keeps them from going on for ever. */
const { statement } = fc.letrec<{ statement: string; loop: string; simple: string }>((tie) => ({
  statement: fc.oneof({ maxDepth: 4 }, tie('simple'), tie('loop')),
  simple: fc.constantFrom(
    'out.push(n);',
    ';',
    'n += 1',
    '{ out.push("block"); }',
    'if (n % 2) out.push("odd"); else out.push("even");',
    'if (n > 20) break',
    'if (n % 3) continue',
    '[1, 2].forEach((x) => out.push(x))',
    'out.push(/while (x)/.source)',
  ),
  loop: fc
    .tuple(tie('statement'), tie('statement'), fc.nat({ max: 6 }))
    .map(([one, other, kind]): string => {
      switch (kind) {
        case 0:
          return `while (n++ < 30) ${one}\n`;
        case 1:
          return `do { ${one}\n ${other}\n } while (n++ < 30)`;
        case 2:
          return `for (let i = 0; i < 3 && n < 40; i++, n++) ${one}\n`;
        case 3:
          return `for (const x of [1, 2, 3]) { n++; ${one}\n ${other}\n }`;
        case 4:
          return `for (const key in { a: 1, b: 2 }) if (n++ < 30) ${one}\n else ${other}\n`;
        case 5:
          return `named: for (;;) { if (n++ > 30) break named; ${one}\n continue named; }`;
        default:
          return `if (n++ < 25) for (const x of [n]) ${one}\n else ${other}\n`;
      }
    }),
}));

test('guarded code does what it did before', () => {
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
      const body = statements.join('\n');
      const code = `let n = 0; const out = []; once: do { ${body}\n } while (n++ < 20); return [n, out];`;
      const before = outcome(code);
      // What JavaScript refuses, such as `continue` outside of a loop, is of no interest.
      fc.pre(!String(before.error).startsWith('SyntaxError'));
      expect(outcome(guarded(code))).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

function outcome(code: string): { result?: unknown; error?: string } {
  try {
    return { result: new Function('g', code)(() => true) };
  } catch (error) {
    return { error: String(error) };
  }
}
