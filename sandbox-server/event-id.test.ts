import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEventId, parseEventId } from './event-id.ts';

const epoch = fc.stringMatching(/^[0-9a-z]{1,16}$/);
const number = fc.integer({ min: 0, max: 999_999_999_999_999 });

test('reads what it writes', () => {
  fc.assert(
    fc.property(epoch, number, (anyEpoch, anyNumber) => {
      expect(parseEventId(formatEventId(anyEpoch, anyNumber))).toEqual({
        epoch: anyEpoch,
        number: anyNumber,
      });
    }),
  );
});

test('takes nothing that it would write otherwise', () => {
  const close = fc
    .tuple(
      epoch,
      number,
      fc.constantFrom('', '0', '+', ' ', '-', '.0', 'e1', '\n', 'A'),
      fc.nat(30),
    )
    .map(([anyEpoch, anyNumber, slip, place]) => {
      const id = formatEventId(anyEpoch, anyNumber);
      return id.slice(0, place) + slip + id.slice(place);
    });
  fc.assert(
    fc.property(close, (text) => {
      const id = parseEventId(text);
      expect(id === null || formatEventId(id.epoch, id.number) === text).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  '',
  '-',
  'k3f9q',
  '-41',
  'k3f9q-',
  'k3f9q-041',
  'k3f9q--1',
  'k3f9q-1.0',
  'k3f9q-1e3',
  'K3F9Q-41',
  'k3f9q-41\n',
  ' k3f9q-41',
  'abcdefghijklmnopq-1',
  'k3f9q-1000000000000000',
])('%j is no event id', (text) => {
  expect(parseEventId(text)).toBe(null);
});
