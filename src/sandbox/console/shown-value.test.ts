import { expect, test } from 'vitest';
import { showValue } from './shown-value.ts';

const special = (type: string, data: unknown) => ({ '@t': type, data });

test.each([
  ['text "quoted"', '"text \\"quoted\\""'],
  [41, '41'],
  [true, 'true'],
  [null, 'null'],
  [[], '[]'],
  [{}, '{}'],
  [[1, 'two', [3]], '[1, "two", [3]]'],
  [{ count: 1, at: { x: null } }, '{count: 1, at: {x: null}}'],
  [{ constructor: { name: 'Clock' }, count: 1 }, 'Clock {count: 1}'],
  [{ constructor: { name: 'Object' }, count: 1 }, '{count: 1}'],
  [{ data: 1, type: 'tick' }, '{type: "tick", data: 1}'],
  [special('[[undefined]]', ''), 'undefined'],
  [special('[[NaN]]', ''), 'NaN'],
  [special('Arithmetic', 1), '-Infinity'],
  [special('BigInt', '12'), '12n'],
  [special('Function', { name: 'follow', body: '', proto: 'Function' }), 'function follow()'],
  [special('HTMLElement', { tagName: 'P', attributes: {}, innerHTML: '' }), '<p>'],
  [special('[[Date]]', 0), '1970-01-01T00:00:00.000Z'],
  [special('[[RegExp]]', { src: '^a', flags: 'i' }), '/^a/i'],
  [special('[[Error]]', { name: 'TypeError', message: 'no', stack: '' }), 'TypeError: no'],
  [special('[[Map]]', ['a', 1, 'b', 2]), 'Map(2) {"a" => 1, "b" => 2}'],
  [special('[[Set]]', [1]), 'Set(1) [1]'],
  [
    special('[[TypedArray]]', { ctorName: 'Uint8Array', arr: { 0: 7, 1: 8 } }),
    'Uint8Array(2) [7, 8]',
  ],
  [special('Somebody', 'else'), 'Somebody else'],
])('%j is written %s', (value, text) => {
  expect(showValue(value).text).toBe(text);
});

test('what holds something can be opened, what holds nothing cannot', () => {
  expect(showValue({ a: [1] }).entries).toEqual([['a', [1]]]);
  expect(showValue(special('[[Map]]', ['a', 1])).entries).toEqual([['"a"', 1]]);
  expect(showValue([]).entries).toBeUndefined();
  expect(showValue('text').entries).toBeUndefined();
});

test('long values are shortened on their line, and when open', () => {
  const numbers = Array.from({ length: 1000 }, (_, index) => index);
  const { text, entries } = showValue(numbers);
  expect(text.length).toBeLessThan(110);
  expect(text).toMatch(/^\[0, 1, 2, .*…\]$/);
  expect(entries).toHaveLength(200);
});
