import { expect, test } from 'vitest';
import { Tally } from './sandbox/heal/tally.ts';

test('counts what is missing and what came twice', () => {
  const tally = new Tally();
  expect([7, 8, 11, 11, 10, 12].map((count) => tally.tick(count))).toEqual([
    'next',
    'next',
    'skipped',
    'twice',
    'twice',
    'next',
  ]);
  expect(tally.verdict).toBe('Back, but not healed: 2 missing, 2 twice.');
});

test('forgives what was admitted', () => {
  const tally = new Tally();
  tally.tick(7);
  tally.gap();
  tally.tick(40);
  expect(tally.verdict).toBe('Healed: nothing missing, nothing twice, gaps admitted: 1.');
});
