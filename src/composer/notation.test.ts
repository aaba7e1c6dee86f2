import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineEnd, toChunks } from './notation.ts';

/** The chunks as hexadecimal digits. */
function hex(text: string, lineEnd: LineEnd = 'LF'): string[] {
  return toChunks(text, lineEnd).map((chunk) => Buffer.from(chunk).toString('hex'));
}

test.each([
  ['LF', '610a0a62'],
  ['CR LF', '610d0a0d0a62'],
  ['CR', '610d0d62'],
] as const)('a line break is the chosen line end, %s', (lineEnd, bytes) => {
  expect(hex('a\n\nb', lineEnd)).toEqual([bytes]);
});

test('bytes are spelt by name or in hexadecimal, in either case', () => {
  expect(hex('‹CR›‹LF›‹NUL›‹tab›')).toEqual(['0d0a0009']);
  expect(hex('x‹EF BB bf CR›y')).toEqual(['78efbbbf0d79']);
});

test('what only looks like a spelling is text', () => {
  expect(hex('‹›')).toEqual(['e280b9e280ba']);
  expect(hex('‹F›')).toEqual(['e280b946e280ba']);
  expect(hex('{"a":"\\n"}')).toEqual(['7b2261223a225c6e227d']);
});

test('chunks are cut anywhere, also inside a character that is spelt out', () => {
  expect(hex('da¦ta:‹E2›¦‹82 AC›')).toEqual(['6461', '74613ae2', '82ac']);
});

test('empty chunks are left out: in HTTP/1.1 one would end the response', () => {
  expect(hex('¦a¦¦b¦')).toEqual(['61', '62']);
  expect(hex('')).toEqual([]);
});

test('text without marks is its UTF-8, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
      const plain = parts.map((part) => part.replace(/[\r\n‹›¦]/g, ''));
      const chunks = toChunks(plain.join('¦'), 'LF');
      expect(Buffer.concat(chunks).toString('utf8')).toBe(Buffer.from(plain.join('')).toString());
    }),
  );
});
