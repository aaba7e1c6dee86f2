/** The composer writes exactly the bytes that it is given, each chunk in a write of its own. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LiveServer, type Space } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';

let server: LiveServer;
let space: Space;
beforeAll(async () => {
  server = await LiveServer.start();
  space = await server.space();
});
afterEach(() => server.untilOpen({}));
afterAll(() => server.close());

async function ask(query: string): Promise<RawSocket> {
  const socket = await RawSocket.connect(server.port);
  const head = `GET /s/${space.id}/compose?${query} HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  await socket.send(head);
  return socket;
}

/** Each byte percent-encoded. */
function encoded(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/** Takes chunks up to the last one, which is empty; time moves on before each. */
async function chunksOf(socket: RawSocket, every = 0): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = await socket.chunk();
    if (chunk.length === 0) return chunks;
    chunks.push(chunk);
    server.clock.advance(every);
  }
}

test('any bytes arrive as they are, in the chunks that they were given in', async () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { minLength: 1, maxLength: 20 }), async (chunks) => {
      await using socket = await ask(chunks.map((bytes) => `chunk=${encoded(bytes)}`).join('&'));
      const { status, headers } = await socket.head();
      expect({ status, type: headers.get('content-type') }).toEqual({
        status: 200,
        type: 'text/event-stream',
      });
      expect(await chunksOf(socket)).toEqual(chunks.map((bytes) => Buffer.from(bytes)));
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['nothing', 'a=', 'a='],
  ['a plus, as forms do', 'a+b', 'a b'],
  ['an equals sign', 'data:+a=b', 'data: a=b'],
  ['a percent sign that stands alone', '100%', '100%'],
  ['a percent sign before what is no number', '%zz%4', '%zz%4'],
  ['a number sign', '%23', '#'],
])('reads %s in a chunk', async (_, text, expected) => {
  await using socket = await ask(`chunk=${text}`);
  await socket.head();
  const chunks = await chunksOf(socket);
  expect(Buffer.concat(chunks).toString('latin1')).toBe(expected);
});

test('writes a chunk at its time, and nothing of its own', async () => {
  await using socket = await ask('chunk=one&chunk=two&chunk=three&every=5000');
  await socket.head();
  expect((await socket.chunk()).toString()).toBe('one');
  server.clock.advance(4999);
  await server.open();
  expect(socket.pending).toHaveLength(0);
  server.clock.advance(1);
  expect((await socket.chunk()).toString()).toBe('two');
  // A heartbeat is due in between, and is left out.
  server.clock.advance(5000);
  expect((await socket.chunk()).toString()).toBe('three');
  server.clock.advance(5000);
  expect(await socket.chunk()).toHaveLength(0);
});

test('leaves out a chunk of nothing, which would end the body', async () => {
  await using socket = await ask('chunk=&chunk=a&chunk=&chunk=b');
  await socket.head();
  server.clock.advance(0);
  expect((await chunksOf(socket)).map(String)).toEqual(['a', 'b']);
});

test('stays open when told so, without a word, until its client leaves', async () => {
  await using socket = await ask('chunk=a&end=hold');
  await socket.head();
  expect((await socket.chunk()).toString()).toBe('a');
  server.clock.advance(60_000);
  expect(await server.open()).toEqual({ compose: 1 });
  expect(socket.pending).toHaveLength(0);
});

describe('refuses', () => {
  const help =
    'Give 1 to 64 "chunk", at most 8192 bytes in all, "every" in milliseconds, "end" as close or hold.';

  test.each([
    ['no chunk', '', 'The query is not right: chunk: Too small: expected array to have >=1 items.'],
    [
      'too many chunks',
      'chunk=a&'.repeat(65),
      'The query is not right: chunk: Too big: expected array to have <=64 items.',
    ],
    ['too many bytes', `chunk=${'a'.repeat(8193)}`, 'The chunks hold 8193 bytes together.'],
    [
      'too long a pause',
      'chunk=a&every=5001',
      'The query is not right: every: Too big: expected number to be <=5000.',
    ],
    [
      'what is no number',
      'chunk=a&every=soon',
      'The query is not right: every: Invalid input: expected number, received NaN.',
    ],
    [
      'another ending',
      'chunk=a&end=never',
      'The query is not right: end: Invalid option: expected one of "close"|"hold".',
    ],
    [
      'what it does not know',
      'chunk=a&colour=red',
      'The query is not right: Unrecognized key: "colour".',
    ],
    [
      'what every object has',
      'chunk=a&__proto__=b&constructor=c',
      'The query is not right: Unrecognized keys: "__proto__", "constructor".',
    ],
  ])('%s', async (_, query, message) => {
    const response = await fetch(`${space.base}compose?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { reason: 'bad-request', message, help } });
  });

  test('nothing that is just within its limits', async () => {
    for (const query of [
      'chunk=a&'.repeat(64),
      `chunk=${'a'.repeat(8192)}`,
      'chunk=a&every=5000',
    ]) {
      await using socket = await ask(query);
      expect((await socket.head()).status).toBe(200);
    }
  });
});
