/**
 * Every lesson in a real browser, both ways: the code that readers start from fails its checks, the solution passes all
 * of them. A sandbox without checks runs without an error.
 */
import { type Browser, chromium } from '@playwright/test';
import type { Count } from '../run/count.ts';
import { certificateFlags, trustingArguments } from '../support/certificate.ts';
import { launchOptions } from '../support/chromium.ts';
import { startServerProcess } from '../support/server-process.ts';
import { findAttempts } from './attempts.ts';
import { LessonBench } from './bench.ts';
import { type Code, problemWith } from './judge.ts';
import type { LessonsOptions } from './options.ts';
import { findSandboxes, type LessonSandbox } from './sandboxes.ts';

/** One thing to try: passes when it resolves to undefined, else says what is wrong. */
interface Trial {
  name: string;
  run(): Promise<string | undefined>;
}

/** Needs the built site. Says what comes out while it goes. */
export async function testLessons(root: string, options: LessonsOptions): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const sandboxes = await findSandboxes(root, options);
  if (sandboxes.length === 0) {
    return {
      ...count,
      failed: 1,
      failures: ['there is no such sandbox in a lesson that is built'],
    };
  }
  const { args = [], ...launch } = launchOptions();
  const trusting = options.https ? trustingArguments() : [];
  await using server = await startServerProcess(options.https ? certificateFlags : []);
  const browser = await chromium.launch({ ...launch, args: [...args, ...trusting] });
  try {
    const { site } = server.urls;
    // Those of one sandbox one after the other; several sandboxes side by side.
    const around = { browser, site, ...options };
    const waiting = await Promise.all(sandboxes.map((sandbox) => trialsOf(root, sandbox, around)));
    const workers = Array.from({ length: options.beside }, async () => {
      for (let trials = waiting.shift(); trials !== undefined; trials = waiting.shift()) {
        for (const trial of trials) await make(trial, count);
      }
    });
    await Promise.all(workers);
  } finally {
    await browser.close();
  }
  if (server.complaints() !== '') {
    console.log(`✗ The server complains:\n${server.complaints()}`);
    count.failures.push('the server complains');
  }
  return { ...count, failed: count.failures.length };
}

async function make({ name, run }: Trial, count: Count): Promise<void> {
  const started = performance.now();
  const problem = await run().catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${problem === undefined ? '✓' : '✗'} ${name}  ${seconds} s`);
  if (problem === undefined) {
    count.passed += 1;
  } else {
    console.log(`    ${problem}`);
    count.failures.push(name);
  }
}

interface Around extends LessonsOptions {
  browser: Browser;
  site: string;
}

async function trialsOf(root: string, sandbox: LessonSandbox, around: Around): Promise<Trial[]> {
  const once =
    sandbox.checks.length === 0
      ? [runTrial(sandbox, around)]
      : [
          checkTrial(sandbox, around, 'the starting code fails', { whose: 'start' }),
          checkTrial(sandbox, around, 'the solution passes', { whose: 'right' }, (bench) =>
            bench.takeSolutionOver(),
          ),
          ...(around.attempts ? await attemptTrials(root, sandbox, around) : []),
        ];
  const how = around.https ? ' (over HTTPS)' : '';
  return Array.from({ length: around.repeat }, (_, index) =>
    once.map(({ name, run }) => ({
      name: `${around.repeat === 1 ? '' : `${index + 1} of ${around.repeat}: `}${name}${how}`,
      run,
    })),
  ).flat();
}

async function attemptTrials(
  root: string,
  sandbox: LessonSandbox,
  around: Around,
): Promise<Trial[]> {
  return (await findAttempts(root, sandbox)).map(({ name, files, fails }) => {
    const code: Code = fails === undefined ? { whose: 'right' } : { whose: 'wrong', fails };
    const what = fails === undefined ? `${name}, which is right,` : `one that ${name}`;
    return checkTrial(sandbox, around, what, code, (bench) => bench.write(files));
  });
}

function checkTrial(
  sandbox: LessonSandbox,
  { browser, site }: Around,
  what: string,
  code: Code,
  prepare = async (_bench: LessonBench): Promise<void> => {},
): Trial {
  return {
    name: `${sandbox.key}: ${what}`,
    async run() {
      await using bench = await LessonBench.open(browser, site, sandbox);
      await prepare(bench);
      return problemWith(await bench.check(), code);
    },
  };
}

function runTrial(sandbox: LessonSandbox, { browser, site }: Around): Trial {
  return {
    name: `${sandbox.key}: runs without an error`,
    async run() {
      await using bench = await LessonBench.open(browser, site, sandbox);
      const errors = await bench.run();
      return errors.length === 0 ? undefined : `The console says: ${errors.join('; ')}`;
    },
  };
}
