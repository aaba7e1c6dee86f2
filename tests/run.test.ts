/** The parts of `npm test` itself: finding a browser, running programs, counting what they report. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest, nothing, sumOf } from './run/count.ts';
import { findChromium } from './support/chromium.ts';
import { folderWith } from './support/folder.ts';
import { requestsElsewhere } from './support/hosts.ts';
import { endLeftovers, run } from './support/processes.ts';

const root = path.join(import.meta.dirname, '..');

describe('finding Chromium', () => {
  test('takes the first one on the PATH that answers, and no stub', async () => {
    await using folder = await folderWith({
      'stub/chromium': '#!/bin/sh\necho "Install Chromium as a snap." >&2\nexit 1\n',
      'real/chromium': '#!/bin/sh\necho "Chromium 156.0"\n',
    });
    const folders = ['stub', 'real'].map((name) => path.join(folder.path, name));
    for (const name of folders) chmodSync(path.join(name, 'chromium'), 0o755);
    expect(findChromium({ PATH: folders.join(path.delimiter) })).toEqual({
      executablePath: path.join(folder.path, 'real/chromium'),
      origin: 'system',
    });
  });

  test('says so when the one that was asked for is not there', () => {
    expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: '/usr/bin' })).toThrow(
      'CHROMIUM_PATH is "/nowhere/chromium", and there is no program of that name. Correct it, or unset it to have one found.',
    );
  });
});

describe('running a program', () => {
  test('gives its exit code and all that it printed', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3';
    const { code, output, timedOut } = await run('node', ['-e', script]);
    expect({ code, output, timedOut }).toEqual({ code: 3, output: 'out\nerr\n', timedOut: false });
  });

  test('ends it when its time is over', async () => {
    const outcome = await run('node', ['-e', 'setInterval(() => {}, 1000)'], { timeLimit: 200 });
    expect(outcome).toMatchObject({ code: null, timedOut: true });
  });

  test('says so when there is no such program', async () => {
    const { code, output } = await run('no-such-program', []);
    expect({ code, output }).toEqual({ code: null, output: 'spawn no-such-program ENOENT\n' });
  });

  // Other systems do not show whose a process is that has left its group.
  test.runIf(process.platform === 'linux')('ends also what it left running', async () => {
    const stays = 'setInterval(() => {}, 1000)';
    const script = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(stays)}], { detached: true, stdio: 'ignore' });
      child.once('spawn', () => { child.unref(); console.log(child.pid); });`;
    const { output } = await run('node', ['-e', script]);
    const pid = Number(output);
    expect(() => process.kill(pid, 0)).not.toThrow();

    expect(endLeftovers()).toEqual([`${process.execPath} -e ${stays}`]);

    await expect.poll(() => endLeftovers()).toEqual([]);
  });
});

describe('counting', () => {
  test('suites are added up, and their failures listed in order', () => {
    const one = { passed: 2, failed: 1, skipped: 0, failures: ['subtracts'] };
    const other = { passed: 3, failed: 1, skipped: 4, failures: ['divides'] };
    expect(sumOf([one, other])).toEqual({
      passed: 5,
      failed: 2,
      skipped: 4,
      failures: ['subtracts', 'divides'],
    });
    expect(sumOf([])).toEqual(nothing);
  });

  const file = (name: string, rest: object) => ({
    name: path.join(root, name),
    status: 'passed',
    message: '',
    assertionResults: [],
    ...rest,
  });

  test('Vitest: tests, and files that failed outside of their tests', () => {
    const testResults = [
      file('a.test.ts', {
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'adds' },
          { status: 'failed', fullName: 'subtracts' },
          { status: 'skipped', fullName: 'divides' },
        ],
      }),
      file('b.test.ts', { status: 'failed', message: "Cannot find './c.ts'\nat …" }),
      file('d.test.ts', {
        status: 'failed',
        assertionResults: [{ status: 'passed', fullName: 'cleans up' }],
      }),
    ];
    expect(countVitest({ testResults }, { code: 1, timedOut: false })).toEqual({
      passed: 2,
      failed: 3,
      skipped: 1,
      failures: [
        'a.test.ts › subtracts',
        "b.test.ts Cannot find './c.ts'",
        'd.test.ts failed outside of its tests',
      ],
    });
  });

  test('Playwright: nested suites, tests that passed only when tried again, errors around them', () => {
    const report = {
      suites: [
        {
          title: 'e2e/a.spec.ts',
          specs: [{ title: 'opens', tests: [{ projectName: '', status: 'expected' }] }],
          suites: [
            {
              title: 'the editor',
              specs: [
                { title: 'runs', tests: [{ projectName: '', status: 'unexpected' }] },
                { title: 'stops', tests: [{ projectName: '', status: 'flaky' }] },
                { title: 'prints', tests: [{ projectName: '', status: 'skipped' }] },
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'No build\nat …' }],
    };
    expect(countPlaywright(report, { code: 1, timedOut: false })).toEqual({
      passed: 1,
      failed: 3,
      skipped: 1,
      failures: [
        'e2e/a.spec.ts › the editor › runs',
        'e2e/a.spec.ts › the editor › stops',
        'No build',
      ],
    });
  });

  test.each([
    [{ code: 1, timedOut: false }, 'the runner ended with 1 and named no failed test'],
    [{ code: null, timedOut: false }, 'the runner was ended before it was done'],
    [{ code: null, timedOut: true }, 'the runner was not done when its time was over'],
  ])('no report and the end %o is a failure', (end, failure) => {
    const expected = { passed: 0, failed: 1, skipped: 0, failures: [failure] };
    expect(countVitest(undefined, end)).toEqual(expected);
    expect(countPlaywright(undefined, end)).toEqual(expected);
  });
});

test('a suite that does not exist is refused', async () => {
  const { code, output } = await run('node', [path.join(root, 'tests/run.ts'), 'unit', 'smoke']);
  expect({ code, output }).toEqual({
    code: 2,
    output:
      'There is no suite "smoke". The suites are check, unit, lessons, e2e.\nOne test file: npx vitest run <file>, or npx playwright test <file>.\n',
  });
});

test('a request elsewhere is told from one to our own origins by any name', () => {
  const ours = ['http://localhost:4321', 'http://localhost:4322', 'http://localhost:4323'];
  expect(
    requestsElsewhere(
      [
        'http://127.0.0.1:4321/lessons/',
        'ws://room.test:4323/s/a/ws/clock',
        'blob:http://localhost:4322/1',
        'data:text/css,a{}',
        'http://localhost:9999/',
        'https://fonts.example/inter.woff2',
      ],
      ours,
    ),
  ).toEqual(['http://localhost:9999/', 'https://fonts.example/inter.woff2']);
});
