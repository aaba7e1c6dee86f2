import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { withGaps, withoutMarks } from './gaps.ts';

const records = (...numbers: number[]) =>
  numbers.map((number) => ({ number, time: number * 10 }) as WireRecord);
const shown = (marked: readonly WireRecord[]) =>
  marked.map(({ number, kind, summary }) => (kind === 'gap' ? summary : number));

test('records that follow each other are left as they are', () => {
  const all = records(1, 2, 3);
  expect(withGaps(all, 0)).toBe(all);
  expect(withGaps([], 0)).toEqual([]);
});

test('says how many are missing, and where', () => {
  const marked = withGaps(records(1, 2, 5, 6, 1008), 0);
  expect(shown(marked)).toEqual([
    1,
    2,
    '2 records were not kept',
    5,
    6,
    '1,001 records were not kept',
    1008,
  ]);
  expect(marked[2]).toMatchObject({ number: 4.5, time: 50, connection: 0 });
  expect(withoutMarks(marked)).toEqual(records(1, 2, 5, 6, 1008));
});

test('what is missing before the first is told when it is known which should be the first', () => {
  expect(shown(withGaps(records(2, 3), 0))).toEqual(['1 record was not kept', 2, 3]);
  expect(shown(withGaps(records(2, 3), 1))).toEqual([2, 3]);
  expect(shown(withGaps(records(2, 3), undefined))).toEqual([2, 3]);
});
