import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { violations } from './architecture/rules.ts';
import { importsOf, readTree } from './architecture/tree.ts';

const contract = "// Browser-safe: imports Zod and nothing of Node.\nimport { z } from 'zod';\n";

/** The violations of a tree that holds only these files. */
function judge(files: Record<string, string>): string[] {
  return violations(new Map(Object.entries(files)));
}

test('this repository keeps every rule', () => {
  const tree = readTree(path.join(import.meta.dirname, '..'));
  expect(tree.size).toBeGreaterThan(50);
  expect(violations(tree)).toEqual([]);
});

describe('who may import whom', () => {
  test('a browser-safe file imports nothing of Node, with or without the prefix', () => {
    const text = `${contract}import fs from 'fs';\nimport 'node:net';\n`;
    expect(judge({ 'sandbox-server/contract.ts': text })).toEqual([
      'sandbox-server/contract.ts:3 is browser-safe, and "fs" exists only in Node. Move what needs it into a file beside this one that is not browser-safe.',
      'sandbox-server/contract.ts:4 is browser-safe, and "node:net" exists only in Node. Move what needs it into a file beside this one that is not browser-safe.',
    ]);
  });

  test('a browser-safe file of the server imports Zod and files that are browser-safe too', () => {
    expect(
      judge({
        'sandbox-server/names.ts': `/** Names. Browser-safe. */\nimport 'ws';\nimport './contract.ts';\nimport './clock.ts';\n`,
        'sandbox-server/contract.ts': contract,
        'sandbox-server/clock.ts': 'export const now = Date.now;\n',
      }),
    ).toEqual([
      'sandbox-server/names.ts:2 is browser-safe and may import Zod alone, not "ws".',
      'sandbox-server/names.ts:4 is browser-safe, and sandbox-server/clock.ts is not. Let that file say "Browser-safe" in its first line if it is, or import it elsewhere.',
    ]);
  });

  test.each([
    [
      'src/sandbox/wire.ts',
      "\nimport type { Admission } from '../../sandbox-server/admission.ts';\n",
    ],
    [
      'src/pages/index.astro',
      "---\nimport '../../sandbox-server/admission.ts';\n---\n<p>Text</p>\n",
    ],
    [
      'src/pages/late.astro',
      "<script>\nawait import('../../sandbox-server/admission.ts');\n</script>\n",
    ],
    [
      'content/lessons/live.mdx',
      "# Live\nimport {\n  admit } from '../../sandbox-server/admission.ts';\n",
    ],
  ])('%s does not import server code', (file, text) => {
    expect(judge({ [file]: text, 'sandbox-server/admission.ts': '' })).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${file}:[23] imports server code, sandbox-server/admission\\.ts\\. Pages and lessons know topics by their contracts: import sandbox-server/topics/<name>/contract\\.ts\\.$`,
        ),
      ),
    ]);
  });

  test('pages and lessons import contracts, and what a code fence shows is no import', () => {
    expect(
      judge({
        'src/reference.ts': "import '../sandbox-server/contract.ts';\n",
        'content/lessons/example.mdx':
          "Like this:\n\n```ts\nimport ws from '../../sandbox-server/admission.ts';\n```\n",
        'sandbox-server/contract.ts': contract,
        'sandbox-server/admission.ts': '',
      }),
    ).toEqual([]);
  });

  test('the server imports neither pages nor lessons', () => {
    expect(
      judge({
        'sandbox-server/main.ts':
          "import '../src/layouts/parts.ts';\nimport '../content/new-lesson.ts';\n",
      }),
    ).toEqual([
      'sandbox-server/main.ts:1 imports src/layouts/parts.ts. The live server knows neither pages nor lessons: move what both need into a browser-safe file under sandbox-server/.',
      'sandbox-server/main.ts:2 imports content/new-lesson.ts. The live server knows neither pages nor lessons: move what both need into a browser-safe file under sandbox-server/.',
    ]);
  });

  test('nothing but tests imports tests, and tests import anything', () => {
    expect(
      judge({
        'sandbox-server/main.ts': "import '../tests/support/chromium.ts';\n",
        'sandbox-server/main.test.ts': "import '../src/layouts/parts.ts';\n",
      }),
    ).toEqual([
      'sandbox-server/main.ts:1 imports tests/support/chromium.ts, which belongs to the tests. Move what both need out of it.',
    ]);
  });

  test("a sandbox's files import each other and what the runner offers", () => {
    expect(
      judge({
        'content/lessons/02-direction/sandbox/one/index.ts':
          "import './clock.ts';\nimport 'eventsource-parser';\nimport '../../solution/one/index.ts';\nimport 'zod';\n",
        'content/playground/clock/index.ts': "import './view.ts';\nimport '../chat/view.ts';\n",
      }),
    ).toEqual([
      'content/lessons/02-direction/sandbox/one/index.ts:3 imports "../../solution/one/index.ts", which a run does not have. A sandbox\'s files import each other and eventsource-parser, @msgpack/msgpack.',
      'content/lessons/02-direction/sandbox/one/index.ts:4 imports "zod", which a run does not have. A sandbox\'s files import each other and eventsource-parser, @msgpack/msgpack.',
      'content/playground/clock/index.ts:2 imports "../chat/view.ts", which a run does not have. A sandbox\'s files import each other and eventsource-parser, @msgpack/msgpack.',
    ]);
  });

  test('type-only and dynamic imports and re-exports count', () => {
    const text =
      "import type { A } from './a.ts';\nexport * from './b.ts';\n\nvoid import('../c.ts');\n";
    expect(importsOf('src/x/index.ts', text)).toEqual([
      { specifier: './a.ts', line: 1, target: 'src/x/a.ts' },
      { specifier: './b.ts', line: 2, target: 'src/x/b.ts' },
      { specifier: '../c.ts', line: 4, target: 'src/c.ts' },
    ]);
  });
});

describe('what is where', () => {
  test.each([
    ['src/ticker/contract.ts', "a topic's contract", 'sandbox-server/topics/ticker/contract.ts'],
    [
      'sandbox-server/clock/topic.ts',
      "a topic's behaviour",
      'sandbox-server/topics/clock/topic.ts',
    ],
    ['content/backoff/checks.ts', "a lesson's checks", 'content/lessons/NN-backoff/checks.ts'],
    ['content/08-storm/index.mdx', "a lesson's prose", 'content/lessons/08-storm/index.mdx'],
  ])('%s is told its place', (file, what, place) => {
    expect(judge({ [file]: contract })).toEqual([
      `${file}:1 has the name of ${what} and is not in its place, which would be ${place}. Move it there, or give it another name.`,
    ]);
  });

  test('a topic has its three files, and its contract says where it may run', () => {
    expect(
      judge({
        'sandbox-server/topics/quiz/contract.ts': "import { z } from 'zod';\n",
        'sandbox-server/topics/quiz/quiz.test.ts': '',
      }),
    ).toEqual([
      'sandbox-server/topics/quiz/contract.ts:1 is part of a topic without sandbox-server/topics/quiz/topic.ts. Add that file; npm run new:topic shows what belongs in it.',
      'sandbox-server/topics/quiz/contract.ts:1 does not open with the line "// Browser-safe: imports Zod and nothing of Node.". Add it.',
    ]);
  });

  test('no two lessons share a number or an address', () => {
    expect(
      judge({
        'content/lessons/01-dilemma/index.mdx': '',
        'content/lessons/01-direction/index.mdx': '',
        'content/lessons/05-dilemma/index.mdx': '',
      }),
    ).toEqual([
      'content/lessons/01-direction/index.mdx:1 has the number of content/lessons/01-dilemma/index.mdx. Numbers order the lessons: give one of them another.',
      'content/lessons/05-dilemma/index.mdx:1 has the address of content/lessons/01-dilemma/index.mdx, because a number is not part of it. Rename one of them.',
    ]);
  });

  test('a solution holds only what differs', () => {
    expect(
      judge({
        'content/lessons/01-dilemma/sandbox/index.ts': 'start();\n',
        'content/lessons/01-dilemma/solution/index.ts': 'start();\n',
        'content/lessons/01-dilemma/sandbox/view.ts': 'draw(1);\n',
        'content/lessons/01-dilemma/solution/view.ts': 'draw(2);\n',
      }),
    ).toEqual([
      'content/lessons/01-dilemma/solution/index.ts:1 is the same as content/lessons/01-dilemma/sandbox/index.ts. A solution holds only the files that differ: delete it.',
    ]);
  });
});

describe('what no source contains', () => {
  test('more than 250 lines', () => {
    const long = 'start();\n'.repeat(251);
    expect(
      judge({ 'src/a.ts': long, 'src/b.ts': 'start();\n'.repeat(250), 'src/c.mdx': long }),
    ).toEqual([
      'src/a.ts:251 has 251 lines, and a module has at most 250. Split it by what its parts know.',
    ]);
  });

  test('the type "any", but the word in comments and strings', () => {
    expect(
      judge({
        'src/a.ts': "// any\nconst one = 'any';\nlet two: any = one;\nlet three = two as any[];\n",
      }),
    ).toEqual([
      'src/a.ts:3 uses the type "any". Use "unknown" and narrow it, or name the type.',
      'src/a.ts:4 uses the type "any". Use "unknown" and narrow it, or name the type.',
    ]);
  });

  test('work left for later, the type checker switched off, sleeps', () => {
    const words = [
      `// ${'TO'}DO: later`,
      `// @ts-${'ignore'}`,
      `// @ts-${'nocheck'}`,
      `page.waitFor${'Timeout'}(5);`,
    ];
    expect(judge({ 'tests/e2e/a.spec.ts': words.join('\n') })).toEqual([
      'tests/e2e/a.spec.ts:1 leaves work for later in a comment. Do it now, or file an issue.',
      'tests/e2e/a.spec.ts:2 switches the type checker off. Correct the type, or use @ts-expect-error with its reason.',
      'tests/e2e/a.spec.ts:3 switches the type checker off. Correct the type, or use @ts-expect-error with its reason.',
      'tests/e2e/a.spec.ts:4 sleeps. Await the event that the test is about.',
    ]);
  });

  test('a test that keeps others from running, or is left out without a reason', () => {
    const text = [
      "test.only('a', () => {});",
      "describe.skip('b', () => {});",
      '// The engine has no such thing.',
      "test.skip('c', () => {});",
      "test.skip(isMobile, 'phones have no such thing');",
      'test.skip(isMobile);',
      "test.describe.only('d', () => {});",
    ];
    expect(judge({ 'src/a.test.ts': text.join('\n') })).toEqual([
      'src/a.test.ts:1 keeps all other tests from running. Take ".only" out.',
      'src/a.test.ts:2 leaves a test out with ".skip" and does not say why. Give the reason in a comment on the line above.',
      'src/a.test.ts:6 leaves a test out with ".skip" and does not say why. Give the reason in a comment on the line above.',
      'src/a.test.ts:7 keeps all other tests from running. Take ".only" out.',
    ]);
  });
});
