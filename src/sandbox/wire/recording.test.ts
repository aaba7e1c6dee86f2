import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { problemIn } from './json-schema.ts';
import { readRecording, writeRecording } from './recording.ts';
import { recordingSchema } from './recording-schema.at-build.ts';
import { wireRecording } from './recording-schema.ts';

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
    'This is not a recording of the wire: format is not "duplex-wire". Open one that was saved here.',
  ],
  [
    '{"format":"duplex-wire","version":2}',
    "This recording has the format's version 2, and this page knows version 1. Open it with a newer Duplex.",
  ],
  [
    '{"format":"duplex-wire","version":1,"recordedAt":"yesterday","records":[]}',
    'This is not a recording of the wire: recordedAt is not written as it should be. Open one that was saved here.',
  ],
  [
    writeRecording([{ ...record, size: -1 }], now),
    'This is not a recording of the wire: records.0.size is less than 0. Open one that was saved here.',
  ],
  [
    writeRecording([{ ...record, kind: 'opened' as 'closed' }], now),
    'This is not a recording of the wire: records.0.kind is none of request-head, response-head, chunk, body, frame, incomplete, headers, data, reset, goaway, closed, gap. Open one that was saved here.',
  ],
  [
    'null',
    'This is not a recording of the wire: the file is not an object. Open one that was saved here.',
  ],
])('refuses %s', (text, message) => {
  expect(() => readRecording(text)).toThrow(new Error(message));
});

test('what the browser checks is what the schema says', () => {
  const good = { format: 'duplex-wire', version: 1, recordedAt: now.toISOString() };
  const wrong: unknown[] = [
    { ...record, number: 0 },
    { ...record, connection: 1.5 },
    { ...record, direction: 'sideways' },
    { ...record, bytes: 'no base64' },
    { ...record, parts: [{ name: 'x', start: 0 }] },
    {
      ...record,
      parts: [{ name: 'x', start: 0, end: 1, see: { document: 'RFC 1', section: '1' } }],
    },
    { ...record, sizes: { payload: '7', framing: 5 } },
    { ...record, time: null },
    [],
    undefined,
  ];
  for (const one of wrong) {
    const json: unknown = JSON.parse(JSON.stringify({ ...good, records: [one] }));
    expect(wireRecording.safeParse(json).success, JSON.stringify(one)).toBe(false);
    expect(problemIn(json, recordingSchema), JSON.stringify(one)).toMatch(/^records\.0/);
  }
});
