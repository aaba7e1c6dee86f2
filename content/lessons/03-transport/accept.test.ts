/** The key of lesson 3: the sandbox computes what RFC 6455 says, with the SHA-1 that everybody has. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { acceptOf, concatenated } from './sandbox/accept/accept.ts';
import { sha1 } from './sandbox/accept/sha1.ts';

test('the example of RFC 6455, section 1.3', () => {
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  expect(concatenated(key)).toBe('dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11');
  expect(acceptOf(key)).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  expect(acceptOf(` ${key}\n`), 'as it was copied').toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});

test('SHA-1 of every length around the ends of its blocks', () => {
  for (let length = 0; length <= 130; length += 1) {
    const message = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
    const known = createHash('sha1').update(message).digest();
    expect(Buffer.from(sha1(message)), `${length} bytes`).toEqual(known);
  }
});
