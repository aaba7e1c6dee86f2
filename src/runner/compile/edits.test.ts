import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type Edit } from './edits.ts';

const replaceTwo: Edit[] = [
  { at: 2, remove: 1, insert: 'XYZ' },
  { at: 4, remove: 0, insert: '-' },
];

test('applies edits in the order of their places', () => {
  expect(applyEdits('abcdef', replaceTwo.toReversed()).text).toBe('abXYZd-ef');
});

test('edits at one place keep their order', () => {
  const edits = ['1', '2', '3'].map((insert) => ({ at: 1, remove: 0, insert }));
  expect(applyEdits('ab', edits).text).toBe('a123b');
});

test('what was inserted stands where it was inserted', () => {
  const { before } = applyEdits('abcdef', replaceTwo);
  expect(Array.from('abXYZd-ef', (_, offset) => before(offset))).toEqual([
    0, 1, 2, 2, 2, 3, 4, 4, 5,
  ]);
});

test('every character that was kept finds its way back', () => {
  const texts = fc.array(
    fc.record({ kept: fc.string(), removed: fc.string(), inserted: fc.string() }),
  );
  fc.assert(
    fc.property(texts, (parts) => {
      const edits: Edit[] = [];
      let text = '';
      for (const { kept, removed, inserted } of parts) {
        text += kept;
        edits.push({ at: text.length, remove: removed.length, insert: inserted });
        text += removed;
      }
      const edited = applyEdits(text, edits);
      expect(edited.text).toBe(parts.map(({ kept, inserted }) => kept + inserted).join(''));
      let after = 0;
      let original = 0;
      for (const { kept, removed, inserted } of parts) {
        for (let index = 0; index < kept.length; index += 1) {
          expect(edited.before(after + index)).toBe(original + index);
        }
        after += kept.length + inserted.length;
        original += kept.length + removed.length;
      }
    }),
  );
});
