import fc from 'fast-check';
import { expect, test } from 'vitest';
import { offsetAt, positionAt } from './positions.ts';

const text = 'one\ntwo\r\nthree\rfour\u2028five';

test.each([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
])('"%s" begins line %i', (word, line) => {
  expect(positionAt(text, text.indexOf(word))).toEqual({ line, column: 1 });
  expect(offsetAt(text, { line, column: 1 })).toBe(text.indexOf(word));
});

test('what lies beyond the text is at its end', () => {
  expect(positionAt('ab\nc', 99)).toEqual({ line: 2, column: 2 });
  expect(offsetAt('ab\nc', { line: 2, column: 99 })).toBe(4);
});

test('every offset has a position that leads back to it', () => {
  const lines = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r', '\u2029', '🛰') });
  fc.assert(
    fc.property(lines, fc.nat(), (any, number) => {
      const offset = number % (any.length + 1);
      // Between the two characters of one line end there is no position.
      fc.pre(!(any[offset - 1] === '\r' && any[offset] === '\n'));
      expect(offsetAt(any, positionAt(any, offset))).toBe(offset);
    }),
  );
});
