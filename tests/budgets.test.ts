import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { linksIn } from './budgets/html.ts';
import { measureLoads, measurePage } from './budgets/loads.ts';
import { judge } from './budgets.ts';
import { folderWith } from './support/folder.ts';

const size = (text: string): number => gzipSync(text, { level: 9 }).length;

const chunks = {
  page: "import './shared.A1b2C3d4.js';\nexport const load = () => import('./workbench.A1b2C3d4.js');\n",
  shared: 'export const shared = 1;\n',
  workbench:
    "import './shared.A1b2C3d4.js';\nimport './editor.A1b2C3d4.js';\nimport('./language.A1b2C3d4.js');\n",
  editor: 'export const editor = "an editor";\n',
  language: 'export const language = "a language";\n',
};

const lesson = {
  'site/lessons/one/index.html':
    '<script type="module" src="/_astro/page.A1b2C3d4.js"></script><script>start()</script><script type="application/json">{}</script>',
  ...Object.fromEntries(
    Object.entries(chunks).map(([name, text]) => [`site/_astro/${name}.A1b2C3d4.js`, text]),
  ),
};

test('a page loads what its scripts import, and later what they import on demand', async () => {
  await using dist = await folderWith(lesson);
  expect(await measureLoads(dist.path)).toEqual([
    {
      name: 'lesson',
      page: '/lessons/one/index.html',
      parts: { page: size(chunks.page), shared: size(chunks.shared), inline: size('start()') },
    },
    {
      name: 'workbench',
      page: '/lessons/one/index.html',
      parts: {
        workbench: size(chunks.workbench),
        editor: size(chunks.editor),
      },
    },
    {
      name: 'on-demand',
      page: '/lessons/one/index.html',
      parts: { language: size(chunks.language) },
    },
    { name: 'runner', page: 'no page', parts: {} },
  ]);
});

test('the page that loads the most counts', async () => {
  await using dist = await folderWith({
    ...lesson,
    'site/lessons/two/index.html':
      '<script type="module" src="/_astro/shared.A1b2C3d4.js"></script>',
    'runner/runner.A1b2C3d4.html':
      '<script type="module">import "./a.js"; import("./b.js")</script>',
    'runner/a.js': 'a();',
    'runner/b.js': 'b();',
  });
  const [first, , , runner] = await measureLoads(dist.path);
  expect(first?.page).toBe('/lessons/one/index.html');
  expect(runner).toEqual({
    name: 'runner',
    page: '/runner.A1b2C3d4.html',
    parts: { inline: size('import "./a.js"; import("./b.js")'), a: size('a();'), b: size('b();') },
  });
});

test('of the checks of all lessons those of one lesson count, which are all that a reader loads', async () => {
  await using dist = await folderWith({
    'site/lessons/one/index.html': '<script type="module">import("/workbench.js")</script>',
    'site/workbench.js': 'import("./checks.A1b2C3d4.js"); import("./checks.B1b2C3d4.js")',
    'site/checks.A1b2C3d4.js': 'short();',
    'site/checks.B1b2C3d4.js': 'export const longer = "than the other one";',
  });
  const [, , onDemand] = await measureLoads(dist.path);
  expect(onDemand?.parts).toEqual({
    checks: size('export const longer = "than the other one";'),
  });
});

test('a chunk that is missing is named', async () => {
  await using site = await folderWith({
    'index.html': '<script type="module" src="/gone.js"></script>',
  });
  expect(() => measurePage(site.path, '/index.html')).toThrow(
    `/index.html loads /gone.js, which is not in ${site.path}. Build again: npm run build.`,
  );
});

test('islands load with the page unless they wait to be seen', () => {
  expect(
    linksIn(`<astro-island component-url="/a.js" renderer-url="/r.js" client="load"></astro-island>
      <astro-island client="visible" component-url="/b.js" renderer-url="/r.js"></astro-island>
      <link rel="modulepreload" href="/c.js"><link rel="stylesheet" href="/d.css">`),
  ).toEqual({ inline: [], first: ['/c.js', '/a.js', '/r.js'], later: ['/b.js', '/r.js'] });
});

test('a load within its budget passes', () => {
  const load = { name: 'lesson', page: '/one', parts: { page: 40_000, shared: 20_000 } } as const;
  expect(judge(load, { limit: 60_000, recorded: {} })).toEqual({
    passed: true,
    report: 'lesson: 60.0 KB of 60.0 KB (/one)',
  });
});

test('a load over its budget says what grew and by how much', () => {
  const load = {
    name: 'lesson',
    page: '/one',
    parts: { page: 45_000, shared: 19_000, new: 1_500 },
  } as const;
  const recorded = { page: 40_000, shared: 19_200, gone: 700 };
  expect(judge(load, { limit: 60_000, recorded })).toEqual({
    passed: false,
    report: [
      'lesson: 65.5 KB of 60.0 KB (/one): 5.5 KB too much. Since it was recorded:',
      '  page +5.0 KB',
      '  new +1.5 KB',
      '  shared -0.2 KB',
      '  gone -0.7 KB',
    ].join('\n'),
  });
});

test('a build in which nothing was found does not pass', () => {
  expect(
    judge({ name: 'runner', page: 'no page', parts: {} }, { limit: 60_000, recorded: {} }),
  ).toEqual({
    passed: false,
    report:
      'runner: 0.0 KB of 60.0 KB (no page): nothing was found to measure. Build first, or mend tests/budgets/loads.ts if the build has changed its shape.',
  });
});
