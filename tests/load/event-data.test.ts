import { expect, test } from 'vitest';
import { audit, dataSize, eventData } from './generator/event-data.ts';

const all = [0, 1, 2, 3].map((sequence) => `data: ${eventData(sequence)}\n\n`);

test('is JSON of the agreed size, whatever the number', () => {
  for (const sequence of [0, 7, 99_999_999]) {
    const data = eventData(sequence);
    expect(Buffer.byteLength(data)).toBe(dataSize);
    expect(Object.keys(JSON.parse(data))).toEqual(['from', 'text']);
  }
});

test('the audit accepts every event once, in any order', () => {
  expect(audit(all.toReversed().join(''), 4)).toBeUndefined();
});

test('the audit finds a missing event', () => {
  expect(audit(all.slice(1).join(''), 4)).toBe('it read 3 whole events of 4 published');
});

test('the audit finds an event that came twice', () => {
  expect(audit([all[0], all[0], all[2], all[3]].join(''), 4)).toBe('1 events came more than once');
});

test('the audit finds an event that was never published', () => {
  expect(audit([...all.slice(1), `data: ${eventData(9)}\n\n`].join(''), 4)).toBe(
    'it read events never published',
  );
});

test('the audit finds one changed byte', () => {
  expect(audit(all.join('').replace('people', 'peopLe'), 4)).toBe(
    'it read 3 whole events of 4 published',
  );
});
