/**
 * How much JavaScript readers load, measured on the built site and compared with tests/budgets.json.
 * `node tests/budgets.ts` shows it; with `--write` it also records it, so that a later failure can say what grew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Load, measureLoads } from './budgets/loads.ts';

interface Budget {
  /** In bytes, compressed. */
  limit: number;
  /** Compressed bytes by part when last recorded. */
  recorded: Record<string, number>;
}

type Budgets = Record<Load['name'], Budget>;

export interface Judgement {
  passed: boolean;
  report: string;
}

export function judge(load: Load, budget: Budget): Judgement {
  const total = sum(load.parts);
  const summary = `${load.name}: ${kilobytes(total)} of ${kilobytes(budget.limit)} (${load.page})`;
  if (total === 0) {
    return {
      passed: false,
      report: `${summary}: nothing was found to measure. Build first, or mend tests/budgets/loads.ts if the build has changed its shape.`,
    };
  }
  if (total <= budget.limit) return { passed: true, report: summary };
  const names = new Set([...Object.keys(load.parts), ...Object.keys(budget.recorded)]);
  const grown = [...names]
    .map((name) => ({ name, growth: (load.parts[name] ?? 0) - (budget.recorded[name] ?? 0) }))
    .filter(({ growth }) => growth !== 0)
    .sort((one, other) => other.growth - one.growth)
    .map(({ name, growth }) => `  ${name} ${growth > 0 ? '+' : ''}${kilobytes(growth)}`);
  return {
    passed: false,
    report: [
      `${summary}: ${kilobytes(total - budget.limit)} too much. Since it was recorded:`,
      ...grown,
    ].join('\n'),
  };
}

export async function judgeBudgets(root: string): Promise<Judgement> {
  const budgets = readBudgets(root);
  const loads = await measureLoads(path.join(root, 'dist'));
  const judgements = loads.map((load) => judge(load, budgets[load.name]));
  return {
    passed: judgements.every(({ passed }) => passed),
    report: judgements.map(({ report }) => report).join('\n'),
  };
}

function readBudgets(root: string): Budgets {
  return JSON.parse(readFileSync(path.join(root, 'tests/budgets.json'), 'utf8')) as Budgets;
}

function sum(parts: Record<string, number>): number {
  return Object.values(parts).reduce((total, bytes) => total + bytes, 0);
}

/** 1 KB is 1,000 bytes. */
function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

if (import.meta.main) {
  const root = path.join(import.meta.dirname, '..');
  const { passed, report } = await judgeBudgets(root);
  console.log(report);
  if (process.argv.includes('--write')) {
    const budgets = readBudgets(root);
    for (const { name, parts } of await measureLoads(path.join(root, 'dist'))) {
      budgets[name].recorded = parts;
    }
    writeFileSync(path.join(root, 'tests/budgets.json'), `${JSON.stringify(budgets, null, 2)}\n`);
  }
  process.exitCode = passed ? 0 : 1;
}
