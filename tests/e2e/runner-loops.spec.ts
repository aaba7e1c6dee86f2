/** Loops without an end are ended; all others are left alone. */
import { expect, test } from '../support/runner/test.ts';

const endlessLoops = [
  ['while (true) {}', 1],
  ['let n = 0;\nfor (;;) n += 1;', 2],
  ['let n = 0;\n\ndo n += 1;\nwhile (n >= 0);', 4],
  ['while (true) await null;', 1],
  ['const list = [1];\nfor (const one of list) list.push(one);', 2],
  ['function* all() {\n  while (true) yield 1;\n}\nconst every = [...all()];', 2],
  ['while (true) {\n  try { while (true); } catch {}\n}', 2],
  ['setTimeout(() => {\n  for (;;) {}\n});', 2],
  ['label: while (true) { for (const x of [1]) continue label; }', 1],
] as const;

for (const [code, line] of endlessLoops) {
  test(`ends the run when a loop has no end: ${code.replaceAll('\n', ' ')}`, async ({ stage }) => {
    const run = await stage.run({
      '/index.ts': "import './loop.ts';",
      '/loop.ts': `${code}\nexport {};`,
    });
    await expect.poll(() => stage.messages('stopped')).toMatchObject([{ run, reason: 'loop' }]);
    expect(await stage.errors()).toEqual([
      {
        message: expect.stringMatching(
          /^This loop ran for a second without giving the page a turn/,
        ),
        path: '/loop.ts',
        line,
        column: expect.any(Number),
      },
    ]);
    await stage.run('console.log("next")');
    await expect.poll(() => stage.logged()).toEqual([['log', 'next']]);
  });
}

test('loops that give the page a turn, and long ones that end, are left alone', async ({
  stage,
}) => {
  await stage.run(`
    const turn = () => new Promise((resolve) => setTimeout(resolve));
    let sum = 0;
    for (let i = 0; i < 30_000_000; i += 1) sum += i % 3;
    const start = performance.now();
    while (performance.now() - start < 1500) {
      const slice = performance.now();
      while (performance.now() - slice < 50) sum += 1;
      await turn();
    }
    async function* ticks() { for (let n = 0; n < 3; n += 1) { await turn(); yield n; } }
    for await (const n of ticks()) console.log(n);
    console.log('ended', sum > 0);`);
  // Thirty million rounds take their time where other tests run beside them.
  await expect
    .poll(() => stage.logged(), { timeout: 40_000 })
    .toContainEqual(['log', 'ended', true]);
  expect(await stage.errors()).toEqual([]);
});
