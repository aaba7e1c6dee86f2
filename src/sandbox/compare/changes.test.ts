import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween, sayChanges } from './changes.ts';

const marks = { same: ' ', removed: '-', added: '+' };

function shown(mine: string | undefined, other: string | undefined): string[] {
  return changesBetween(mine, other).lines.map(({ kind, text }) => `${marks[kind]}${text}`);
}

test('shows what goes and what comes in its place', () => {
  expect(shown('a\nb\nc\nd', 'a\nB\nc\nd\ne')).toEqual([' a', '-b', '+B', ' c', ' d', '+e']);
  expect(shown('a\nb', 'b')).toEqual(['-a', ' b']);
  expect(shown('', 'a')).toEqual(['-', '+a']);
});

test('shows all of a file that only one of them has', () => {
  expect(shown(undefined, 'a\nb')).toEqual(['+a', '+b']);
  expect(shown('a\n', undefined)).toEqual(['-a', '-']);
});

test('says how much differs', () => {
  expect(sayChanges(changesBetween('a\nb\nc', 'a\nb\nc'))).toBe('No difference in this file.');
  expect(sayChanges(changesBetween('a\nb\nc', 'x\nb\nc\nd'))).toBe(
    '2 changes: 2 lines added, 1 line removed.',
  );
  expect(sayChanges(changesBetween(undefined, 'a'))).toBe('1 change: 1 line added.');
});

test('loses no line of either text', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [mine, theirs] = [one.join('\n'), other.join('\n')];
      const { lines } = changesBetween(mine, theirs);
      const without = (kind: string) =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('\n');
      expect(without('added')).toBe(mine);
      expect(without('removed')).toBe(theirs);
    }),
  );
});
