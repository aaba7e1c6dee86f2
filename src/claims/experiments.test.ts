import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { experimentNames } from './experiment-names.ts';

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
