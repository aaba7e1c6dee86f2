import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOf, type Composition, limits, problemWith, typesIn } from './composition.ts';

function composition(...chunks: (string | Uint8Array)[]): Composition {
  return { chunks: chunks.map((chunk) => Buffer.from(chunk)), every: 400, end: 'hold' };
}

test('the address spells out every chunk, the pause and the end', () => {
  expect(addressOf(composition('data: é\n', '\n'))).toBe(
    'compose?chunk=data:%20%C3%A9%0A&chunk=%0A&every=400&end=hold',
  );
});

test('any bytes come back out of the address', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const [, encoded = ''] = /chunk=([^&]*)/.exec(addressOf(composition(bytes))) ?? [];
      const latin1 = encoded.replace(/%(..)/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      expect(Buffer.from(latin1, 'latin1')).toEqual(Buffer.from(bytes));
    }),
  );
});

test('says what the server would refuse', () => {
  expect(problemWith(composition('data: a\n\n'))).toBeUndefined();
  expect(problemWith(composition())).toBe(
    'There is nothing to send: type a line of the stream first.',
  );
  expect(problemWith(composition(...Array.from({ length: limits.chunks + 1 }, () => 'a')))).toBe(
    'These are 65 chunks; the server sends at most 64.',
  );
  expect(problemWith(composition('a'.repeat(limits.bytes + 1)))).toBe(
    'These 8193 bytes do not fit into the request that asks for them: shorten the stream.',
  );
  expect(problemWith(composition('\n'.repeat(5000)))).toBe(
    'These 5000 bytes do not fit into the request that asks for them: shorten the stream.',
  );
});

test('finds the event types by any line end and across chunks', () => {
  const stream = ['event: one\r\neve', 'nt:two\revent:  three\nevent\ndata: event: no'];
  const types = typesIn(composition(...stream).chunks);
  expect([...types]).toEqual(['message', 'one', 'two', ' three']);
});
