/**
 * `npm test`: every suite, or those that are named (`npm test -- unit e2e`), then one line with the sum of their
 * results. Ends with 0 only if something ran and nothing failed.
 */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, check } from './check.ts';
import { once, onceOverHttps } from './lessons/options.ts';
import { testLessons } from './lessons/test-lessons.ts';
import {
  type Count,
  countPlaywright,
  countVitest,
  nothing,
  readReport,
  sumOf,
} from './run/count.ts';
import { obtainChromium } from './support/chromium.ts';
import { endLeftovers, endLeftoversOnSignal, run } from './support/processes.ts';

const root = path.join(import.meta.dirname, '..');

const suites = { check: runCheck, unit: runUnit, lessons: runLessons, e2e: runEndToEnd };
type Suite = keyof typeof suites;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(
    `There is no suite "${unknown.join('", "')}". The suites are ${Object.keys(suites).join(', ')}.\nOne test file: npx vitest run <file>, or npx playwright test <file>.`,
  );
  process.exit(2);
}

process.chdir(root);
endLeftoversOnSignal();
await using reports = await mkdtempDisposable(path.join(tmpdir(), 'duplex-reports-'));
const chosen = (Object.keys(suites) as Suite[]).filter(
  (name) => asked.length === 0 || asked.includes(name),
);
const counts: [name: string, count: Count][] = [];

const ready = chosen.every((name) => name === 'check') || prepareChromium();
if (ready) {
  // Every suite looks at the built site.
  counts.push(['build', await runBuild()]);
  for (const name of chosen) {
    heading(name);
    counts.push([name, await suites[name]()]);
    for (const command of endLeftovers()) console.log(`Left running, and ended now: ${command}`);
  }
}
summarise();

/** Whether there is a Chromium; without one the browser's tests cannot run, and the others prove too little. */
function prepareChromium(): boolean {
  try {
    const { executablePath } = obtainChromium(console.log);
    process.env['CHROMIUM_PATH'] = executablePath;
    console.log(`Chromium: ${executablePath}`);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.log(message);
    counts.push(['chromium', { ...nothing, failed: 1, failures: ['no Chromium'] }]);
    return false;
  }
}

async function runBuild(): Promise<Count> {
  heading('build');
  const { passed, report } = await build();
  console.log(report.trim());
  return passed
    ? nothing
    : { ...nothing, failed: 1, failures: ['the site and the runner cannot be built'] };
}

async function runCheck(): Promise<Count> {
  const results = await check();
  const failures = results.filter(({ passed }) => !passed).map(({ name }) => name);
  return {
    ...nothing,
    passed: results.length - failures.length,
    failed: failures.length,
    failures,
  };
}

async function runUnit(): Promise<Count> {
  const report = path.join(reports.path, 'vitest.json');
  const outcome = await run(
    'node',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { stream: true },
  );
  return countVitest(readReport(report), outcome);
}

async function runLessons(): Promise<Count> {
  return sumOf([await testLessons(root, once), await testLessons(root, onceOverHttps)]);
}

async function runEndToEnd(): Promise<Count> {
  const report = path.join(reports.path, 'playwright.json');
  const outcome = await run(
    'node',
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    {
      stream: true,
      timeLimit: 45 * 60_000,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    },
  );
  return countPlaywright(readReport(report), outcome);
}

function heading(name: string): void {
  console.log(`\n== ${name} ==`);
}

function summarise(): void {
  console.log('\n== summary ==');
  for (const [name, { passed, failed, skipped, failures }] of counts) {
    if (passed + failed + skipped === 0) continue;
    console.log(
      `${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    );
    for (const failure of failures) console.log(`  ✗ ${failure}`);
  }
  const { passed, failed } = sumOf(counts.map(([, count]) => count));
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
