/** `npm run check`: all that can be judged without running Duplex, each as a step with its own verdict. */
import path from 'node:path';
import { violations } from './architecture/rules.ts';
import { readTree } from './architecture/tree.ts';
import { type Judgement, judgeBudgets } from './budgets.ts';
import { unwelcomeCode, unwelcomeLicences } from './check/licences.ts';
import { missingFromLock, readLock } from './check/lock.ts';
import { solutionErrors } from './check/solutions.ts';
import { endLeftoversOnSignal, run } from './support/processes.ts';

const root = path.join(import.meta.dirname, '..');

interface Step {
  name: string;
  judge(): Judgement | Promise<Judgement>;
}

const steps: Step[] = [
  {
    name: 'format and lint',
    judge: () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  { name: 'types', judge: () => tool('astro/bin/astro.mjs', 'check') },
  { name: 'types of solutions', judge: () => listed(solutionErrors(root)) },
  { name: 'unused code', judge: () => tool('knip/bin/knip.js') },
  { name: 'boundaries and names', judge: () => listed(violations(readTree(root))) },
  { name: 'lock file', judge: () => listed(missingFromLock(readLock(root))) },
  { name: 'build', judge: build },
  { name: 'licences', judge: () => listed([...unwelcomeLicences(root), ...unwelcomeCode(root)]) },
  { name: 'size budgets', judge: () => judgeBudgets(root) },
];

export interface StepResult {
  name: string;
  passed: boolean;
}

/** Runs every step, also after one has failed, and says what came out while it goes. */
export async function check(): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const { name, judge } of steps) {
    const started = performance.now();
    const { passed, report } = await Promise.try(judge).catch((error: unknown) => ({
      passed: false,
      report: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (!passed) console.log(`\n${report.trim()}\n`);
    console.log(`${passed ? '✓' : '✗'} ${name}  ${seconds} s`);
    results.push({ name, passed });
  }
  return results;
}

/** A program out of node_modules: it passes when it ends with 0. */
async function tool(program: string, ...options: string[]): Promise<Judgement> {
  const { code, output } = await run(
    'node',
    [path.join(root, 'node_modules', program), ...options],
    { env: { ASTRO_TELEMETRY_DISABLED: '1' } },
  );
  return { passed: code === 0, report: output };
}

function listed(findings: string[]): Judgement {
  return { passed: findings.length === 0, report: findings.join('\n') };
}

/** Builds the site and the runner, unless what was built is up to date. */
export async function build(): Promise<Judgement> {
  const { code, output } = await run('node', [path.join(root, 'src/build/build.ts')]);
  return { passed: code === 0, report: output };
}

if (import.meta.main) {
  endLeftoversOnSignal();
  const failed = (await check()).filter(({ passed }) => !passed);
  console.log(
    failed.length === 0
      ? `\nAll ${steps.length} steps passed.`
      : `\nFailed: ${failed.map(({ name }) => name).join(', ')}.`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
}
