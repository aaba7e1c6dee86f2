import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { everything, type Filter, filterRecords, isEverything } from './filters.ts';

const records = [
  {
    number: 1,
    connection: 1,
    direction: 'up',
    kind: 'request-head',
    summary: 'GET /s/a/sse/clock',
  },
  { number: 2, connection: 1, direction: 'down', kind: 'chunk', summary: 'event: tick' },
  { number: 3, connection: 2, direction: 'down', kind: 'frame', summary: 'text, 4 bytes: {}' },
  { number: 4, connection: 2, direction: 'up', kind: 'closed', summary: 'client FIN' },
].map(
  (fields): WireRecord => ({
    time: 0,
    bytes: '',
    size: 0,
    parts: fields.number === 3 ? [{ name: 'masking key', start: 0, end: 4, value: 'AB cd' }] : [],
    sizes: { payload: 0, framing: 0 },
    ...(fields as Pick<WireRecord, 'number' | 'connection' | 'direction' | 'kind' | 'summary'>),
  }),
);

test.each<[string, Partial<Filter>, number[]]>([
  ['nothing', {}, [1, 2, 3, 4]],
  ['spaces', { text: '  ' }, [1, 2, 3, 4]],
  ['a connection', { connection: 2 }, [3, 4]],
  ['a direction', { direction: 'up' }, [1, 4]],
  ['heads', { kind: 'heads' }, [1]],
  ['content', { kind: 'content' }, [2]],
  ['ends', { kind: 'ends' }, [4]],
  ['text of the summary, in any case', { text: 'TICK' }, [2]],
  ['the name of a part', { text: 'masking' }, [3]],
  ['the value of a part', { text: 'ab cd' }, [3]],
  ['several at once', { connection: 2, direction: 'down', text: 'text' }, [3]],
  ['what is not there', { text: 'absent' }, []],
])('filters by %s', (_, fields, expected) => {
  const shown = filterRecords(records, { ...everything, ...fields });
  expect(shown.map(({ number }) => number)).toEqual(expected);
});

test('hands back the same array when it filters nothing', () => {
  expect(isEverything(everything)).toBe(true);
  expect(filterRecords(records, everything)).toBe(records);
});
