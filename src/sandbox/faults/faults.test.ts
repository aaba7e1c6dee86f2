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
      initial: undefined,
    },
  ]);
  expect(faultFields.get('refuse')?.[0]).toMatchObject({
    choices: [429, 500, 502, 503],
    initial: 503,
  });
  expect(faultFields.get('cut')?.[0]).toMatchObject({ choices: ['rst', 'fin'], initial: 'rst' });
});

test('what is typed becomes a request, with defaults for the rest', () => {
  expect(requestOf('delay', {})).toEqual({ fault: 'delay', milliseconds: 200 });
  expect(requestOf('delay', { milliseconds: '50', for: '' })).toEqual({
    fault: 'delay',
    milliseconds: 50,
  });
  expect(requestOf('refuse', { status: '429', for: '3000' })).toEqual({
    fault: 'refuse',
    status: 429,
    retryAfter: 5,
    for: 3000,
  });
  expect(requestOf('cut', { by: 'fin' })).toEqual({ fault: 'cut', by: 'fin', for: 0 });
  expect(() => requestOf('delay', { milliseconds: '0' })).toThrow(
    'milliseconds: Too small: expected number to be >=1.',
  );
});

test('what is on is said in words', () => {
  expect(sayFaults([])).toBe('');
  expect(sayFaults([{ fault: 'freeze' }])).toBe('Fault on: freeze');
  expect(sayFaults([{ fault: 'freeze' }, { fault: 'strip-upgrade' }])).toBe(
    'Faults on: freeze, strip Upgrade',
  );
});
