/** Counts what the test runners report in their JSON, and never less trouble than their exit codes admit. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Outcome } from '../support/processes.ts';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** One line for each failure. */
  failures: string[];
}

export const nothing: Count = { passed: 0, failed: 0, skipped: 0, failures: [] };

export function sumOf(counts: readonly Count[]): Count {
  const sum = (of: 'passed' | 'failed' | 'skipped') =>
    counts.reduce((total, count) => total + count[of], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: counts.flatMap(({ failures }) => failures),
  };
}

/** The report, or undefined where the runner did not get as far as writing one. */
export function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** How the runner came to its end. */
type End = Pick<Outcome, 'code' | 'timedOut'>;

interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

export function countVitest(report: unknown, end: End): Count {
  const count: Count = { ...nothing, failures: [] };
  for (const file of (report as VitestReport | undefined)?.testResults ?? []) {
    const name = path.relative(process.cwd(), file.name);
    const failuresBefore = count.failures.length;
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') count.failures.push(`${name} › ${fullName}`);
      else count.skipped += 1;
    }
    // A file that could not be loaded, or whose hooks failed, has no failed test to show for it.
    if (file.status === 'failed' && count.failures.length === failuresBefore) {
      count.failures.push(
        `${name} ${file.message.split('\n')[0] || 'failed outside of its tests'}`,
      );
    }
  }
  return closed(count, end);
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: { title: string; tests: { projectName: string; status: string }[] }[];
}

interface PlaywrightReport {
  suites: PlaywrightSuite[];
  errors: { message?: string }[];
}

export function countPlaywright(report: unknown, end: End): Count {
  const count: Count = { ...nothing, failures: [] };
  const { suites = [], errors = [] } = (report as PlaywrightReport | undefined) ?? {};
  const visit = (suite: PlaywrightSuite, titles: string[]): void => {
    for (const spec of suite.specs ?? []) {
      for (const { status } of spec.tests) {
        if (status === 'expected') count.passed += 1;
        else if (status === 'skipped') count.skipped += 1;
        // A test that passes only when tried again has failed.
        else count.failures.push([...titles, spec.title].join(' › '));
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...titles, inner.title]);
  };
  for (const suite of suites) visit(suite, [suite.title]);
  for (const { message } of errors)
    count.failures.push(message?.split('\n')[0] ?? 'an error outside of the tests');
  return closed(count, end);
}

function closed(count: Count, { code, timedOut }: End): Count {
  if (code !== 0 && count.failures.length === 0)
    count.failures.push(endWithoutFailure(code, timedOut));
  return { ...count, failed: count.failures.length };
}

function endWithoutFailure(code: number | null, timedOut: boolean): string {
  if (timedOut) return 'the runner was not done when its time was over';
  if (code === null) return 'the runner was ended before it was done';
  return `the runner ended with ${code} and named no failed test`;
}
