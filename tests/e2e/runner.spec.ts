/** What the runner makes of a sandbox's files. */
import { expect, test } from '../support/runner/test.ts';

test('runs nothing until it is asked, and says that it is done', async ({ stage }) => {
  await stage.compile('console.log("ran")');
  await expect.poll(async () => (await stage.messages('done')).length).toBeGreaterThan(0);
  expect(await stage.messages('start')).toEqual([]);
  expect(await stage.logged()).toEqual([]);
});

test('answers in Sandpack’s order, before any code runs', async ({ stage }) => {
  const answered = (await stage.messages('done')).length;
  await stage.run('console.log("ran")');
  await expect.poll(() => stage.logged()).toEqual([['log', 'ran']]);
  const all = await stage.page.evaluate(() => window.stage.messages);
  const types = all.map(({ type }) => type).slice(answered);
  expect(types.slice(0, 5)).toEqual(['start', 'status', 'status', 'success', 'done']);
  expect(types.indexOf('console')).toBeGreaterThan(4);
});

test('ignores the same files again, runs them again when asked, and rests when they change', async ({
  stage,
}) => {
  await stage.run('console.log("one")', {});
  await stage.compile('console.log("one")', { run: 'run-1' });
  await stage.compile('console.log("edited")', { run: 'run-1' });
  await stage.run('console.log("one")');
  await expect.poll(async () => (await stage.logged()).length).toBe(2);
  expect(await stage.logged()).toEqual([
    ['log', 'one'],
    ['log', 'one'],
  ]);
  expect((await stage.messages('stopped')).map(({ run, reason }) => [run, reason])).toEqual([
    ['run-1', 'replaced'],
  ]);
});

test('runs TypeScript in several files, with every kind of import', async ({ stage }) => {
  await stage.run({
    '/index.ts': `
      import { one, type Shape } from './one';
      import def, * as everything from './lib/index.ts';
      import data from './data.json' with { type: 'json' };
      import './more.css';
      enum Level { Low = 1, High }
      class Box<T> { constructor(readonly value: T) {} static async *[Symbol.asyncIterator]() { yield 1; } }
      const shape: Shape = { size: 1 };
      const { later } = await import('./later.js');
      for await (const n of Box as unknown as AsyncIterable<number>) console.log('iterated', n);
      console.log(one(), def, Object.keys(everything).join(), data.answer, Level.High, new Box(7).value);
      console.log(later, shape satisfies Shape, typeof import.meta.url, 1_000n, null ?? 'x');`,
    '/one.ts': `import { two } from './two.ts'; export interface Shape { size: number } export const one = () => 'one+' + two();`,
    '/two.ts': `import { one } from './one.ts'; export const two = () => 'two ' + typeof one;`,
    '/lib/index.ts': `export * from '../plain.mjs'; export { two as alias } from '../two'; export default 'default';`,
    '/plain.mjs': 'export const plain = 1;',
    '/later.ts': `export const later: string = 'later';`,
    '/data.json': '{"answer": 42}',
    '/more.css': 'body { letter-spacing: 3px }',
  });
  await expect.poll(() => stage.logged()).toHaveLength(3);
  expect(await stage.errors()).toEqual([]);
  expect(await stage.logged()).toEqual([
    ['log', 'iterated', 1],
    ['log', 'one+two function', 'default', 'alias,default,plain', 42, 2, 7],
    ['log', 'later', { size: 1 }, 'string', { '@t': 'BigInt', data: '1000' }, 'x'],
  ]);
  await expect(stage.document.locator('body')).toHaveCSS('letter-spacing', '3px');
});

test('without a page of its own, the sandbox’s style sheets belong to it', async ({ stage }) => {
  await stage.run({
    '/index.ts': `document.body.append(Object.assign(document.createElement('p'), { textContent: 'styled' }));`,
    '/styles.css': 'p { color: rgb(1, 2, 3) } p::after { content: "</style>" }',
  });
  await expect(stage.document.getByText('styled')).toHaveCSS('color', 'rgb(1, 2, 3)');
});

test('a page of its own names its scripts and style sheets', async ({ stage }) => {
  await stage.run({
    '/index.html': `<!doctype html>
<html><head><title>Mine</title>
<link rel="stylesheet" href="./styles.css">
<script type="module" src="index.ts"></script>
<script>window.early = document.readyState;</script>
<script src="plain.js"></script>
</head><body>
<h1>Heading</h1>
<script type="module">import { shout } from './shout.ts'; console.log(shout('inline'), window.early, window.plain);</script>
<script type="application/json" id="data">{"kept": true}</script>
</body></html>`,
    '/index.ts': `import { shout } from './shout.ts'; console.log(shout('file'), document.querySelector('h1')?.textContent, document.title);`,
    '/plain.js': 'var plain = this === window;',
    '/shout.ts': 'export const shout = (text: string) => text.toUpperCase();',
    '/styles.css': 'h1 { color: rgb(1, 2, 3) }',
    '/other.css': 'h1 { color: rgb(9, 9, 9) }',
  });
  await expect
    .poll(() => stage.logged())
    .toEqual([
      ['log', 'FILE', 'Heading', 'Mine'],
      ['log', 'INLINE', 'loading', true],
    ]);
  await expect(stage.document.locator('h1')).toHaveCSS('color', 'rgb(1, 2, 3)');
  await expect(stage.document.locator('#data')).toBeAttached();
  expect(await stage.document.locator('#data').textContent()).toBe('{"kept": true}');
});

test('a module that two scripts name is evaluated once', async ({ stage }) => {
  await stage.run({
    '/index.html':
      '<script type="module" src="index.ts"></script><script type="module" src="state.ts"></script>',
    '/index.ts': `import './state.ts'; console.log('index');`,
    '/state.ts': `console.log('state');`,
  });
  await expect
    .poll(() => stage.logged())
    .toEqual([
      ['log', 'state'],
      ['log', 'index'],
    ]);
});

test('offers a few packages, loaded when they are imported, and no others', async ({ stage }) => {
  const chunks: string[] = [];
  stage.page.on('request', (request) => {
    if (request.url().includes('/packages/')) chunks.push(request.url());
  });
  await stage.run('console.log("none")');
  await expect.poll(() => stage.logged()).toHaveLength(1);
  expect(chunks).toEqual([]);

  await stage.run(`
    import { decode, encode } from '@msgpack/msgpack';
    import { createParser } from 'eventsource-parser';
    import { EventSourceParserStream } from 'eventsource-parser/stream';
    const events: string[] = [];
    createParser({ onEvent: ({ data }) => events.push(data) }).feed('data: hello\\n\\n');
    const stream = new Blob(['data: streamed\\n\\n']).stream().pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { data } of stream) events.push(data);
    console.log(decode(encode({ a: 1 })), events);`);
  await expect.poll(() => stage.logged()).toContainEqual(['log', { a: 1 }, ['hello', 'streamed']]);
  expect(chunks.length).toBeGreaterThan(0);

  await stage.run('import React from "react"; console.log(React);');
  expect(await stage.errors()).toEqual([
    {
      message: expect.stringContaining('Packages are not available here, so "react" cannot'),
      path: '/index.ts',
      line: 1,
      column: 19,
    },
  ]);
});

test('each run begins in a fresh window with nothing stored', async ({ stage }) => {
  const code = `
    console.log(localStorage.length, sessionStorage.length, 'left' in window, document.body.childElementCount);
    localStorage.setItem('a', '1');
    sessionStorage.setItem('b', '2');
    Object.assign(window, { left: true });
    Array.prototype.at = () => 'broken';
    document.body.append(document.createElement('p'));`;
  await stage.run(code);
  await expect.poll(() => stage.logged()).toHaveLength(1);
  await stage.run(code);
  await expect
    .poll(() => stage.logged())
    .toEqual([
      ['log', 0, 0, false, 0],
      ['log', 0, 0, false, 0],
    ]);
});

test('says what is missing when there is nothing to run', async ({ stage }) => {
  const run = await stage.run({ '/page.ts': 'console.log(1)' });
  expect(await stage.errors()).toEqual([
    {
      message: 'There is nothing to run: a sandbox starts with index.ts, index.js or index.html.',
    },
  ]);
  expect(await stage.messages('stopped')).toMatchObject([{ run, reason: 'error' }]);
});

test('takes the reader’s theme, and a change of it', async ({ stage }) => {
  await stage.run(
    { '/index.ts': '', '/styles.css': '@media (prefers-color-scheme: dark) { p { color: red } }' },
    { theme: 'dark' },
  );
  const html = stage.document.locator('html');
  await expect(html).toHaveCSS('background-color', 'rgb(25, 24, 21)');
  await stage.dispatch({ type: 'theme', theme: 'light' });
  await expect(html).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});

test('tells the height of the page, and does not chase its own frame', async ({ stage }) => {
  await stage.run({
    '/index.ts': `document.body.style.height = '300px'; addEventListener('click', () => { document.body.style.height = '500px'; });`,
    '/styles.css': 'body { margin: 10px }',
  });
  const heights = async () => (await stage.messages('resize')).map(({ height }) => height);
  await expect.poll(heights).toContain(320);
  await stage.document.locator('body').click();
  await expect.poll(async () => (await heights()).at(-1)).toBe(520);

  await stage.page.evaluate(() => {
    window.addEventListener('message', ({ data }) => {
      if (data.type === 'resize') window.stage.frame.style.height = `${data.height}px`;
    });
  });
  const before = (await heights()).length;
  await stage.run({
    '/index.ts': `requestAnimationFrame(function frame(n) { if (performance.now() < 500) requestAnimationFrame(frame); else console.log('done'); });`,
    '/styles.css': 'body { margin: 10px; min-height: 100vh }',
  });
  await expect.poll(() => stage.logged()).toContainEqual(['log', 'done']);
  expect((await heights()).slice(before).length).toBeLessThan(4);
});
