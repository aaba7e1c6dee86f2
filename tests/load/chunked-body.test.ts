import { expect, test } from 'vitest';
import { ChunkedBody } from './generator/chunked-body.ts';

function unchunk(text: string, pieceSize = text.length): string {
  const bytes = Buffer.from(text, 'latin1');
  let body = '';
  const chunked = new ChunkedBody((range, start, end) => {
    body += Buffer.from(range.subarray(start, end)).toString('latin1');
  });
  for (let index = 0; index < bytes.length; index += pieceSize) {
    chunked.take(bytes, index, Math.min(bytes.length, index + pieceSize));
  }
  return body;
}

const chunks =
  '5\r\nhello\r\n1A;name=value\r\n abcdefghijklmnopqrstuvwxy\r\n2\r\n\r\n\r\n0\r\n\r\n';
const body = 'hello abcdefghijklmnopqrstuvwxy\r\n';

test('gives the data without its framing, however the bytes are cut', () => {
  for (let pieceSize = 1; pieceSize <= chunks.length; pieceSize++) {
    expect(unchunk(chunks, pieceSize)).toBe(body);
  }
});

test('gives nothing for the last chunk', () => {
  expect(unchunk('0\r\n\r\n')).toBe('');
});

test('throws when the size is not a hexadecimal number', () => {
  expect(() => unchunk('xyz\r\n')).toThrow(
    'The server sent byte 0x78 where the size of a chunk belongs.',
  );
});

test('throws when a chunk is longer than its size said', () => {
  expect(() => unchunk('2\r\nabc\r\n')).toThrow(
    'The server sent byte 0x63 where the size of a chunk belongs.',
  );
});
