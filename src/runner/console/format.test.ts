import { expect, test } from 'vitest';
import { format } from './format.ts';

test.each([
  [
    ['plain', 1],
    ['plain', 1],
  ],
  [['%s is %d', 'count', 41.9], ['count is 41']],
  [['%f and %i', '2.5', '2.5'], ['2.5 and 2']],
  [['%cred%c', 'color: red', ''], ['red']],
  [['%o', { a: 1 }], ['{"a":1}']],
  [
    ['100%% of %s', 'it', 'rest'],
    ['100% of it', 'rest'],
  ],
  [['%s %s', 'one'], ['one %s']],
  [
    ['%x', 1],
    ['%x', 1],
  ],
  [['100%'], ['100%']],
  [
    [1, '%s'],
    [1, '%s'],
  ],
  [['%d', Symbol('a')], ['NaN']],
])('%j', (values, formatted) => {
  expect(format(values)).toEqual(formatted);
});

test('what cannot become text does not throw', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  expect(format(['%s', Object.create(null)])).toEqual(['[object]']);
  expect(format(['%o', cycle])).toEqual(['[object Object]']);
});
