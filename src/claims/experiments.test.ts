import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Claim, claimSchema } from './claim.ts';
import { experimentNames } from './experiment-names.ts';
import { valuesBeside } from './experiments.ts';

const folder = path.join(import.meta.dirname, 'experiments');

test('every experiment is listed, and every name in the list is one', () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
  expect(files.sort()).toEqual([...experimentNames]);
});

test.each(experimentNames)('%s says what it measures, each by a name of its own', async (name) => {
  const { default: experiment } = await import(path.join(folder, `${name}.ts`));
  const names = experiment.measures.map((measure: { name: string }) => measure.name);
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
});

function claim(slug: string, name: string): Claim {
  const data = claimSchema.parse({
    fact: 'It is so.',
    verdict: 'holds',
    experiment: 'retry-timing',
    values: [{ name, value: 3000, unit: 'ms' }],
  });
  return { ...data, slug };
}

test('the values of all its claims are set beside an experiment', () => {
  const beside = valuesBeside('retry-timing', [claim('one', 'delay'), claim('two', 'growth')]);
  expect([...beside.keys()]).toEqual(['delay', 'growth']);
  expect(valuesBeside('six-connections', [claim('one', 'delay')]).size).toBe(0);
});

test('two numbers for one measure are refused', () => {
  expect(() =>
    valuesBeside('retry-timing', [claim('one', 'delay'), claim('two', 'delay')]),
  ).toThrow(
    'The claims "one" and "two" both have a value "delay" of the experiment "retry-timing", which would be two numbers for one measure: keep it in one of them.',
  );
});
