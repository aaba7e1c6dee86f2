import { expect, test } from 'vitest';
import { writeNumber, writeQuantity, writeReading } from './numbers.ts';

test('groups digits from five on', () => {
  expect([6, 3054, 12345.6, 0.0625, -3].map(writeNumber)).toEqual([
    '6',
    '3054',
    '12,345.6',
    '0.063',
    '−3',
  ]);
});

test('keeps a number and its unit on one line', () => {
  expect(writeQuantity(3054, { unit: 'ms' })).toBe('3054\u00a0ms');
  expect(writeQuantity(553, { to: 571, unit: 'ms' })).toBe('553–571\u00a0ms');
  expect(writeQuantity(6)).toBe('6');
  expect(writeQuantity(1, { unit: 'more requests' })).toBe('1\u00a0more request');
  expect(writeQuantity(1, { unit: 'ms' })).toBe('1\u00a0ms');
});

test('sets percent, times and dollars as they are read', () => {
  expect(writeQuantity(40, { unit: '%' })).toBe('40%');
  expect(writeQuantity(22, { unit: '×' })).toBe('22×');
  expect(writeQuantity(3200, { unit: '$ a month' })).toBe('$3200 a month');
});

test('writes a reading no more precisely than it was measured', () => {
  expect([3054.31, 123.4, 45.678, 0.12345, 6].map(writeReading)).toEqual([
    '3054',
    '123',
    '45.7',
    '0.123',
    '6',
  ]);
  expect(writeQuantity(4.5678, { unit: 'ms', write: writeReading })).toBe('4.57\u00a0ms');
});
