import { expect, test } from 'vitest';
import { faultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import { madeUpRecord } from '../../../tests/support/recordings.ts';
import { faultFields, requestOf } from './fault-fields.ts';
import { sayFaults } from './fault-names.ts';
import { sayStruck } from './struck.ts';

test('every fault has its fields, and how long it lasts is the last of them', () => {
  expect([...faultFields.keys()]).toEqual(
    faultRequest.options.map(({ shape }) => shape.fault.value),
  );
  for (const fields of faultFields.values()) expect(fields.at(-1)?.name).toBe('for');
});

test('limits and defaults are those of the schema', () => {
  expect(faultFields.get('delay')).toEqual([
    {
      kind: 'number',
      name: 'milliseconds',
      label: 'by',
      unit: 'ms',
      minimum: 1,
      maximum: 10_000,
      initial: 200,
    },
    {
      kind: 'number',
      name: 'for',
      label: 'for',
      unit: 'ms',
      minimum: 0,
      maximum: 600_000,
    },
  ]);
  expect(faultFields.get('refuse')?.[0]).toMatchObject({
    choices: [429, 500, 502, 503],
    initial: 503,
  });
  expect(faultFields.get('cut')?.[0]).toMatchObject({ choices: ['rst', 'fin'], initial: 'rst' });
});

test('what is typed becomes a request that the server takes; it fills in the rest', () => {
  expect(requestOf('delay', {})).toEqual({ fault: 'delay' });
  expect(requestOf('delay', { milliseconds: '50', for: '' })).toEqual({
    fault: 'delay',
    milliseconds: 50,
  });
  expect(requestOf('refuse', { status: '429', for: '3000' })).toEqual({
    fault: 'refuse',
    status: 429,
    for: 3000,
  });
  expect(requestOf('cut', { by: 'fin' })).toEqual({ fault: 'cut', by: 'fin' });
  for (const name of faultFields.keys()) {
    expect(faultRequest.safeParse(requestOf(name, {})).success).toBe(true);
  }
});

test.each([
  ['0', '"by" is a whole number from 1 to 10000 ms.'],
  ['1.5', '"by" is a whole number from 1 to 10000 ms.'],
  ['soon', '"by" is a whole number from 1 to 10000 ms.'],
])('a delay of "%s" is refused before it is sent', (milliseconds, message) => {
  expect(() => requestOf('delay', { milliseconds })).toThrow(new Error(message));
});

test('a choice is one of those that there are', () => {
  expect(() => requestOf('cut', { by: 'axe' })).toThrow(new Error('"by" is one of rst, fin.'));
});

test('what is on is said in words', () => {
  expect(sayFaults([])).toBe('');
  expect(sayFaults([{ fault: 'freeze' }])).toBe('Fault on: freeze');
  expect(sayFaults([{ fault: 'freeze' }, { fault: 'strip-upgrade' }])).toBe(
    'Faults on: freeze, strip Upgrade',
  );
});

test('says what has happened at once, with a number where the wire knows it', () => {
  const cut = faultRequest.parse({ fault: 'cut' });
  const ended = (number: number, summary: string) =>
    madeUpRecord(number, { kind: 'closed', summary });
  const [first, second] = [ended(1, 'server RST'), ended(2, 'server RST')];
  expect(sayStruck(cut, [first, second, ended(3, 'client FIN'), madeUpRecord(4)])).toBe(
    'Cut: 2 connections were reset.',
  );
  expect(sayStruck(cut, [first])).toBe('Cut: 1 connection was reset.');
  expect(sayStruck(cut, [])).toBe('Cut: there was no connection to reset.');
  expect(sayStruck(cut, undefined)).toBe('Cut: every connection was reset.');
  const streams = [1, 3].map((stream) => madeUpRecord(stream, { kind: 'reset', stream }));
  expect(sayStruck(cut, streams)).toBe('Cut: 2 streams were reset.');
  expect(sayStruck(faultRequest.parse({ fault: 'cut', by: 'fin' }), [first])).toBe(
    'Cut: every connection is closed.',
  );
  expect(sayStruck(faultRequest.parse({ fault: 'freeze' }), [first])).toBe('');
});
