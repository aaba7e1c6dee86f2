import { expect, test } from 'vitest';
import { faultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import { faultFields, requestOf } from './fault-fields.ts';
import { sayFaults } from './fault-names.ts';

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
