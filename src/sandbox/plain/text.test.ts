import { expect, test } from 'vitest';
import { indent, offsetAt, positionAt } from './text.ts';

const text = 'one\ntwo\n\nfour';

test('knows line and column of a place, and the place of a line and column', () => {
  for (const offset of [0, 2, 3, 4, 7, 8, 9, 13]) {
    expect(offsetAt(text, positionAt(text, offset))).toBe(offset);
  }
  expect(positionAt(text, 5)).toEqual({ line: 2, column: 2 });
  expect(offsetAt(text, { line: 2, column: 99 })).toBe(7);
  expect(offsetAt(text, { line: 99, column: 1 })).toBe(text.length);
  expect(offsetAt(text, { line: 0, column: 0 })).toBe(0);
});

function moved(start: number, end: number, back = false, from = text) {
  const change = indent(from, { start, end }, back);
  return {
    text: from.slice(0, change.from) + change.insert + from.slice(change.to),
    selected: [change.start, change.end],
  };
}

test('indents the line of the cursor, wherever in it the cursor is', () => {
  expect(moved(5, 5)).toEqual({ text: 'one\n  two\n\nfour', selected: [7, 7] });
  expect(moved(8, 8)).toEqual({ text: 'one\ntwo\n  \nfour', selected: [10, 10] });
});

test('indents all lines of a selection, and takes it back', () => {
  const right = moved(1, 11);
  expect(right).toEqual({ text: '  one\n  two\n\n  four', selected: [3, 17] });
  expect(moved(3, 17, true, right.text)).toEqual({ text, selected: [1, 11] });
});

test('leaves a line alone that is not indented', () => {
  expect(moved(4, 4, true)).toEqual({ text, selected: [4, 4] });
});
