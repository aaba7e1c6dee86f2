import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf } from './cells.ts';

/** Glyphs and digits, as in `a 61`. */
function shown(bytes: Uint8Array): string[] {
  return cellsOf(bytes).map(({ glyph, hex }) => `${glyph} ${hex}`);
}

test('line ends and controls have names, a space can be seen', () => {
  expect(shown(Buffer.from('a \r\n\0\t'))).toEqual([
    'a 61',
    '· 20',
    'CR 0D',
    'LF 0A',
    'NUL 00',
    'TAB 09',
  ]);
  expect(cellsOf(Buffer.from('a\r\n\0')).map(({ kind }) => kind)).toEqual([
    'text',
    'line-end',
    'line-end',
    'control',
  ]);
});

test('a character stands at its first byte', () => {
  expect(shown(Buffer.from('é€🛰'))).toEqual([
    'é C3',
    ' A9',
    '€ E2',
    ' 82',
    ' AC',
    '🛰 F0',
    ' 9F',
    ' 9B',
    ' B0',
  ]);
});

test('half a character and bytes that are not UTF-8 are marked', () => {
  expect(shown(Uint8Array.of(0xe2, 0x82))).toEqual(['� E2', '� 82']);
  expect(shown(Uint8Array.of(0xe9, 0x61))).toEqual(['� E9', 'a 61']);
});

test('a byte order mark is named', () => {
  expect(shown(Buffer.from('\ufeffa'))[0]).toBe('BOM EF');
});

test('every byte has its cell, whatever the bytes are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const digits = cellsOf(bytes).map(({ hex }) => hex);
      expect(digits.join('').toLowerCase()).toBe(Buffer.from(bytes).toString('hex'));
    }),
  );
});
