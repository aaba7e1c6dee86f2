import { expect as assert, describe, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { expect } from './expectations.ts';
import { CheckFailure } from './failure.ts';

const record = { number: 7 } as WireRecord;

/** Each demand that is not met, with what its failure says. */
const failures: [name: string, demand: () => void, expected: string, seen: string][] = [
  [
    'is',
    () => expect(null, 'the id in ?after=').is('e-3' as never),
    'the id in ?after= to be "e-3"',
    'nothing',
  ],
  [
    'is, with objects',
    () => expect([1, { a: 2 }], 'the list').is([1, { a: 3 }]),
    'the list to be [1,{"a":3}]',
    '[1,{"a":2}]',
  ],
  ['isNot', () => expect(1, 'the code').isNot(1), 'the code not to be 1', '1'],
  [
    'isOneOf',
    () => expect('e-1', 'the id').isOneOf(['e-3', 'e-2']),
    'the id to be "e-3" or "e-2"',
    '"e-1"',
  ],
  ['exists', () => expect(undefined, 'the header').exists(), 'the header to exist', 'nothing'],
  ['isAtLeast', () => expect(1, 'the count').isAtLeast(2), 'the count to be at least 2', '1'],
  ['isAtMost', () => expect(null, 'the count').isAtMost(2), 'the count to be at most 2', 'nothing'],
  [
    'isAbout',
    () => expect(800.4, 'the wait').isAbout(1000),
    'the wait to be about 1000 ms (from 900 to 3000 ms)',
    '800 ms',
  ],
  ['includes', () => expect('abc', 'the text').includes('d'), 'the text to include "d"', '"abc"'],
  ['matches', () => expect('abc', 'the text').matches(/^b/), 'the text to match /^b/', '"abc"'],
  [
    'satisfies',
    () => expect([3, 2], 'the waits').satisfies('to grow', ([a = 0, b = 0]) => a < b),
    'the waits to grow',
    '[3,2]',
  ],
  ['fail', () => expect.fail('no request', 'one request'), 'no request', 'one request'],
];

describe('a demand that is not met says what was expected and what was seen', () => {
  test.each(failures)('%s', (_name, demand, expected, seen) => {
    assert(demand).toThrow(new CheckFailure(expected, seen));
  });
});

test('a demand that is met says nothing', () => {
  expect({ a: [1] }, 'it').is({ a: [1] });
  expect('e-2', 'it').isOneOf(['e-3', 'e-2']);
  assert(expect('here', 'it').exists()).toBe('here');
  expect(2900, 'it').isAbout(1000);
  expect(950, 'it').isAbout(1000, { early: 50, late: 0 });
  expect([{ a: 1 }], 'it').includes({ a: 1 });
});

test('a failure points to the records that it is about', () => {
  const demand = () => expect(1, 'it', { seen: [undefined, record] }).is(2);
  assert(demand).toThrow(assert.objectContaining({ records: [record] }));
});
