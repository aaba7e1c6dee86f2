/** Where the runner says that something is wrong, and what it shows of the console. */
import { expect, test } from '../support/runner/test.ts';

test('a syntax error is told before anything runs, at its line', async ({ stage }) => {
  const run = await stage.run({
    '/index.ts': `import './broken.ts';\nconsole.log('ran');`,
    '/broken.ts': 'const fine: number = 1;\n\nconst broken: = 2;\n',
  });
  const error = {
    message: 'SyntaxError: Unexpected token',
    path: '/broken.ts',
    line: 3,
    column: 15,
  };
  expect(await stage.messages('run-error')).toMatchObject([{ run, error }]);
  expect(await stage.messages('action')).toMatchObject([
    { action: 'show-error', title: 'SyntaxError', ...error },
  ]);
  expect((await stage.messages('done')).at(-1)).toMatchObject({ compilatonError: true });
  expect(await stage.messages('stopped')).toMatchObject([{ run, reason: 'error' }]);
  expect(await stage.logged()).toEqual([]);
});

for (const [what, code, line, message] of [
  ['a name declared twice', 'const a = 1;\n\nconst a = 2;', 3, /Identifier 'a' has already/],
  ['await where it cannot be', 'f();\nfunction f() { await g(); }', 2, /reserved word/],
  [
    'a name that is not exported',
    "import { c } from './b.ts';\nc();",
    1,
    /'\.\/b\.ts' does not provide an export named 'c'/,
  ],
] as const) {
  test(`${what}, which only the browser notices, is told at its line`, async ({ stage }) => {
    await stage.run({ '/index.ts': code, '/b.ts': 'export const b = 1;' });
    await expect.poll(() => stage.errors()).toHaveLength(1);
    expect(await stage.errors()).toMatchObject([
      { message: expect.stringMatching(message), path: '/index.ts', line },
    ]);
    expect(await stage.logged()).toEqual([]);
  });
}

test('an exception in a second file is told at its place there', async ({ stage }) => {
  const page = [
    'interface Page { title: string }',
    'export function show(page?: Page): string {',
    '  for (const one of [1]) if (one) return page!.title;',
    "  return '';",
    '}',
  ].join('\n');
  await stage.run({
    '/index.ts': "import { show } from './page.ts';\n\nconsole.log(show());",
    '/page.ts': page,
  });
  await expect.poll(() => stage.errors()).toHaveLength(1);
  const [error] = await stage.errors();
  expect(error).toEqual({
    message: "TypeError: Cannot read properties of undefined (reading 'title')",
    path: '/page.ts',
    line: 3,
    column: (page.split('\n')[2]?.indexOf('title') ?? 0) + 1,
  });
  const [shown] = await stage.messages('action');
  expect(shown).toMatchObject({ title: 'TypeError', path: '/page.ts', line: 3 });
  expect(shown?.payload.frames[0]?._originalScriptCode).toContainEqual({
    lineNumber: 3,
    content: page.split('\n')[2],
    highlight: true,
  });
});

test('errors in callbacks, promises and the page’s own scripts are told too', async ({ stage }) => {
  await stage.run({
    '/index.html': `<p>text</p>
<script type="module" src="index.ts"></script>
<script>
  inThePage();
</script>`,
    '/index.ts': `
setTimeout(() => { inATimer(); });
setTimeout(() => { throw 42; });
Promise.reject(new RangeError('in a promise'));
Promise.reject('a text');
queueMicrotask(() => { throw { name: 'Thing', message: 'no error' }; });`,
  });
  await expect.poll(() => stage.errors()).toHaveLength(6);
  const told = (await stage.errors()).map(({ message, path, line }) => [message, path, line]);
  expect(told).toContainEqual(['ReferenceError: inATimer is not defined', '/index.ts', 2]);
  expect(told).toContainEqual(['RangeError: in a promise', '/index.ts', 4]);
  expect(told).toContainEqual(['A promise was rejected with "a text"', undefined, undefined]);
  expect(told).toContainEqual(['Thing: no error', '/index.ts', 6]);
  expect(told).toContainEqual(['42', '/index.ts', 3]);
  expect(told).toContainEqual(['ReferenceError: inThePage is not defined', '/index.html', 4]);
});

test('a page that names what is not there is not run', async ({ stage }) => {
  await stage.run({
    '/index.html':
      '<p>\n<link rel="stylesheet" href="nothing.css">\n<script src="none.js"></script>',
  });
  expect(await stage.errors()).toEqual([
    {
      message: 'There is no file "nothing.css" here, which this style sheet names.',
      path: '/index.html',
      line: 2,
      column: 30,
    },
    {
      message: 'There is no file "none.js" here, which this script names.',
      path: '/index.html',
      line: 3,
      column: 14,
    },
  ]);
});

test('the console shows values of every kind', async ({ stage }) => {
  await stage.run(`
    class Clock { count = 1 }
    const cycle: Record<string, unknown> = { name: 'cycle' };
    cycle.self = cycle;
    console.log('text', 1, true, null, undefined, NaN, 10n, Symbol('s'), function f() {});
    console.info([1, [2]], new Map([['a', 1]]), new Set([1]), new Clock(), cycle);
    console.warn(new Uint8Array([1, 2]), new Date(0), /a/g, new TypeError('no'));
    const element = document.createElement('p');
    element.className = 'note';
    element.textContent = 'hi';
    console.error(element, new MessageEvent('tick', { data: 'd', lastEventId: '4' }));
    console.debug('%s has %d', 'it', 2);
    console.table([{ a: 1 }]);
    console.assert(true, 'never');
    console.assert(1 > 2, 'always');
    console.count(); console.count();
    console.time('t'); console.timeEnd('t');
    console.dir({ a: 1 });`);
  await expect.poll(async () => (await stage.logged()).length).toBe(11);
  const special = (type: string, data: unknown) => ({ '@t': type, data });
  const [log, info, warn, error, ...rest] = await stage.logged();
  expect(log).toEqual([
    'log',
    'text',
    1,
    true,
    null,
    special('[[undefined]]', ''),
    special('[[NaN]]', ''),
    special('BigInt', '10'),
    special('Symbol', 'Symbol(s)'),
    special('Function', { name: 'f', body: '', proto: 'Function' }),
  ]);
  expect(info).toEqual([
    'info',
    [1, [2]],
    special('[[Map]]', ['a', 1]),
    special('[[Set]]', [1]),
    { constructor: { name: 'Clock' }, count: 1 },
    { name: 'cycle', self: special('Symbol', '[circular]') },
  ]);
  expect(warn).toEqual([
    'warn',
    special('[[TypedArray]]', { ctorName: 'Uint8Array', arr: [1, 2] }),
    special('[[Date]]', 0),
    special('[[RegExp]]', { src: 'a', flags: 'g' }),
    special('[[Error]]', { name: 'TypeError', message: 'no', stack: expect.any(String) }),
  ]);
  expect(error).toEqual([
    'error',
    special('HTMLElement', { tagName: 'P', attributes: { class: 'note' }, innerHTML: 'hi' }),
    expect.objectContaining({
      constructor: { name: 'MessageEvent' },
      type: 'tick',
      data: 'd',
      lastEventId: '4',
    }),
  ]);
  expect(rest.slice(0, 5)).toEqual([
    ['debug', 'it has 2'],
    ['table', [{ a: 1 }]],
    ['assert', 'Assertion failed: always'],
    ['count', 'default: 1'],
    ['count', 'default: 2'],
  ]);
  expect(rest[5]).toEqual(['time', expect.stringMatching(/^t: [\d.]+ ms$/)]);
  expect(rest[6]).toEqual(['log', { a: 1 }]);
});

test('clearing the console leaves what comes after', async ({ stage }) => {
  await stage.run(`console.log('before'); console.clear(); console.log('after');`);
  await expect.poll(() => stage.logged()).toEqual([['clear'], ['log', 'after']]);
  expect((await stage.messages('console')).map(({ log }) => log.length)).toEqual([1, 1]);
});

test('a flood of the console is counted, and the page stays with us', async ({ stage }) => {
  await stage.run(`
    for (let i = 0; i < 50_000; i += 1) console.log('flood', i);
    setTimeout(() => console.log('later'), 200);`);
  await expect.poll(() => stage.logged()).toContainEqual(['log', 'later']);
  const logged = await stage.logged();
  expect(logged.length).toBeLessThan(300);
  expect(logged).toContainEqual(['log', 'flood', 0]);
  expect(logged).toContainEqual([
    'warn',
    expect.stringMatching(/^4\d,\d{3} more calls of the console are left out/),
  ]);
});

test('an error that comes again and again is told so often', async ({ stage }) => {
  await stage.run(`
    let left = 500;
    const timer = setInterval(() => {
      for (let n = 0; n < 50; n += 1) queueMicrotask(() => { throw new Error('again'); });
      if ((left -= 50) <= 0) { clearInterval(timer); console.log('done'); }
    }, 1);`);
  await expect.poll(() => stage.logged()).toEqual([['log', 'done']]);
  const { length } = await stage.errors();
  expect(length).toBeGreaterThan(10);
  expect(length).toBeLessThan(100);
});
