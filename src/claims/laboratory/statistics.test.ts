import { expect, test } from 'vitest';
import { median, summarise } from './statistics.ts';

test('summarises readings in any order', () => {
  expect(summarise([30, 10, 20])).toEqual({ median: 20, least: 10, most: 30 });
  expect(summarise([4, 1])).toEqual({ median: 2.5, least: 1, most: 4 });
  expect(summarise([7])).toEqual({ median: 7, least: 7, most: 7 });
});

test('has nothing to say of no readings', () => {
  expect(summarise([])).toBeUndefined();
  expect(median([])).toBeNaN();
});

test('leaves the readings in their order', () => {
  const readings = [3, 1, 2];
  median(readings);
  expect(readings).toEqual([3, 1, 2]);
});
