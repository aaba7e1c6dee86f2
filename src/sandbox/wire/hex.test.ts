import { expect, test } from 'vitest';
import { bytesOf, hexOf, hexRows, textOf } from './hex.ts';

test('divides rows where a part begins or ends', () => {
  const parts = [
    { name: 'FIN', start: 0, end: 1 },
    { name: 'opcode', start: 0, end: 1 },
    { name: 'masking key', start: 2, end: 6 },
    { name: 'payload data', start: 6, end: 10 },
  ];
  expect(hexRows(10, parts, 8)).toEqual([
    {
      offset: 0,
      segments: [
        { start: 0, end: 1, parts: [0, 1] },
        { start: 1, end: 2, parts: [] },
        { start: 2, end: 6, parts: [2] },
        { start: 6, end: 8, parts: [3] },
      ],
    },
    { offset: 8, segments: [{ start: 8, end: 10, parts: [3] }] },
  ]);
  expect(hexRows(0, parts, 8)).toEqual([]);
});

test('writes each byte in hex and as one character', () => {
  const bytes = bytesOf(btoa('id: 7\r\n\u00ff'));
  expect(hexOf(bytes)).toBe('69 64 3a 20 37 0d 0a ff');
  expect(textOf(bytes)).toBe('id: 7←↓·');
});
