import { expect, test } from 'vitest';
import { truncated } from './truncation.ts';

const text = (bytes: string) => Buffer.from(bytes, 'latin1');

test.each([
  ['one event in a chunk', '14\r\nid: 1\ndata: hello\n\n\r\n', '14\r\nid: 1\ndat'],
  ['the first of two events in a chunk', '10\r\ndata: 1\n\ndata: 2\n\n\r\n', '10\r\ndata'],
  ['an event without chunks', 'data: hello\n\n', 'data: '],
  ['a body', '{"next":"1"}', '{"next'],
  ['a body behind its head', 'HTTP/1.1 200 OK\r\n\r\n1234', 'HTTP/1.1 200 OK\r\n\r\n12'],
])('cuts inside of %s', (_, sent, crosses) => {
  expect(truncated(text(sent), false)?.toString('latin1')).toBe(crosses);
});

test.each([
  ['one frame', '\x81\x04abcd', '\x81\x04a'],
  ['the first of two frames of one length', '\x81\x02ab\x81\x02cd', '\x81\x02'],
  ['the header of a frame that is written apart', '\x89\x05', '\x89'],
  ['a longer frame', `\x81\x7e\x00\x7e${'x'.repeat(126)}`, `\x81\x7e\x00\x7e${'x'.repeat(61)}`],
])('cuts inside of %s', (_, sent, crosses) => {
  expect(truncated(text(sent), true)?.toString('latin1')).toBe(crosses);
});

test('lets a head pass, and what is too short to be cut', () => {
  expect(truncated(text('HTTP/1.1 101 Switching Protocols\r\n\r\n'), true)).toBeUndefined();
  expect(truncated(text('HTTP/1.1 204 No Content\r\n\r\n'), false)).toBeUndefined();
  expect(truncated(text('x'), false)).toBeUndefined();
});
