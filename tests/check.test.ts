import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { judgeLicences, unwelcomeCode } from './check/licences.ts';
import { missingFromLock } from './check/lock.ts';
import { solutionErrors } from './check/solutions.ts';
import { folderWith } from './support/folder.ts';

const root = path.join(import.meta.dirname, '..');

test('a package that runs or builds Duplex needs a licence from the list', () => {
  expect(
    judgeLicences({
      packages: {
        '': {},
        'node_modules/ws': { license: 'MIT' },
        'node_modules/sharp': { license: '(MIT OR GPL-3.0-only)' },
        'node_modules/both': { license: 'MIT AND GPL-3.0-only' },
        'node_modules/ws/node_modules/silent': {},
        'node_modules/only-for-tests': { license: 'GPL-3.0-only', dev: true },
      },
    }),
  ).toEqual([
    'both has the licence "MIT AND GPL-3.0-only", which is not on the list in tests/check/licences.ts. Do without the package, or put the licence on the list if it allows everybody to use, change and pass Duplex on.',
    'silent has the licence "none", which is not on the list in tests/check/licences.ts. Do without the package, or put the licence on the list if it allows everybody to use, change and pass Duplex on.',
  ]);
});

test('the lock file names what other systems need, wherever it is installed', () => {
  const optionalDependencies = { '@tool/darwin': '1.0.0', '@tool/linux': '1.0.0' };
  expect(
    missingFromLock({
      packages: {
        '': {},
        'node_modules/tool': { optionalDependencies },
        'node_modules/@tool/linux': {},
        'node_modules/tool/node_modules/inner': {
          optionalDependencies: { '@inner/linux': '1.0.0' },
        },
        'node_modules/tool/node_modules/@inner/linux': {},
      },
    }),
  ).toEqual([
    'package-lock.json lacks @tool/darwin, which tool names: npm ci refuses that. A registry that does not have it makes npm leave it out; lock it with one that does.',
  ]);
});

test('what may be installed but not passed on is found in the built site', async () => {
  await using folder = await folderWith({
    'dist/site/_astro/node.js': 'const runtime = "https://nodebox-runtime.codesandbox.io";',
    'dist/site/_astro/page.js': 'const runtime = "";',
  });
  expect(unwelcomeCode(folder.path)).toEqual([
    'dist/site/_astro/node.js contains code of @codesandbox/nodebox, whose licence does not let everybody use it. Keep the build from following the import that brings it.',
  ]);
});

test('a solution is type-checked together with the files that it is laid over', async () => {
  await using folder = await folderWith({
    'tsconfig.json': readFileSync(path.join(root, 'tsconfig.json'), 'utf8')
      .replace(
        'astro/tsconfigs/strictest',
        path.join(root, 'node_modules/astro/tsconfigs/strictest.json'),
      )
      .replace('"types": ["node"]', '"types": []'),
    'content/lessons/01-one/sandbox/index.ts': "import { wait } from './wait.ts';\nwait(5);\n",
    'content/lessons/01-one/sandbox/wait.ts':
      'export function wait(seconds: number): void {\n  void seconds;\n}\n',
    'content/lessons/01-one/solution/wait.ts':
      'export function wait(until: string): void {\n  void until;\n}\n',
  });
  expect(solutionErrors(folder.path)).toEqual([
    "content/lessons/01-one/sandbox/index.ts:2 Argument of type 'number' is not assignable to parameter of type 'string'.",
  ]);
});
