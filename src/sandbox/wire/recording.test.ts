import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { readRecording, writeRecording } from './recording.ts';

const record: WireRecord = {
  number: 1,
  connection: 1,
  time: 1_764_000_000_000.125,
  direction: 'down',
  kind: 'chunk',
  summary: 'data: x',
  bytes: btoa('7\r\ndata: x\r\n'),
  size: 12,
  parts: [
    { name: 'chunk size', start: 0, end: 3, see: { document: 'RFC 9112', section: '7.1' } },
    { name: 'data field', start: 3, end: 10, value: 'x' },
  ],
  sizes: { payload: 7, framing: 5 },
};
const now = new Date('2026-01-02T03:04:05.678Z');

test('what is saved is what is opened', () => {
  expect(readRecording(writeRecording([record], now))).toEqual({
    format: 'duplex-wire',
    version: 1,
    recordedAt: '2026-01-02T03:04:05.678Z',
    records: [record],
  });
});

test.each([
  ['{"for', 'This file is not JSON, so it is no recording. Open one that was saved here.'],
  [
    '{"format":"har","version":1,"recordedAt":"2026-01-02T03:04:05.678Z","records":[]}',
    'This is not a recording of the wire: in format: Invalid input: expected "duplex-wire". Open one that was saved here.',
  ],
  [
    writeRecording([{ ...record, size: -1 }], now),
    'This is not a recording of the wire: in records.0.size: Too small: expected number to be >=0. Open one that was saved here.',
  ],
  [
    'null',
    'This is not a recording of the wire: in the file: Invalid input: expected object, received null. Open one that was saved here.',
  ],
])('refuses %s', (text, message) => {
  expect(() => readRecording(text)).toThrow(new Error(message));
});
