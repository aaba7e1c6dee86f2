/** What clients meet that come back while their space is broken, and that all of it is on the wire. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { opcodes } from './support/frames.ts';
import { LiveServer, post } from './support/live-server.ts';
import { askForStream, askForWebSocket } from './support/raw-stream.ts';
import { switchOn, WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

test.each([
  ['cut', 'a stream', askForStream, /^up GET \/s\/.*\/sse\/echo$/],
  ['cut', 'a WebSocket', askForWebSocket, /^up GET \/s\/.*\/ws\/echo$/],
  ['restart', 'a WebSocket', askForWebSocket, /^up GET \/s\/.*\/ws\/echo$/],
] as const)(
  'during a %s, the request for %s and its reset are on the wire',
  async (fault, _what, ask, request) => {
    const space = await server.space();
    using wire = await WireFollowing.of(server, space);
    await switchOn(server, space, { fault, for: 2000 });
    await using socket = await ask(server, space, 'echo');
    expect((await socket.rest()).ending).toBe('reset');
    await wire.record(({ kind }) => kind === 'closed');
    expect(wire.records.map(({ direction, summary }) => `${direction} ${summary}`)).toEqual([
      expect.stringMatching(request),
      'down server RST',
    ]);
    server.clock.advance(2000);
  },
);

test('during a cut, a preflight meets its reset too', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await switchOn(server, space, { fault: 'cut', for: 2000 });
  await expect(fetch(`${space.base}send/echo`, { method: 'OPTIONS' })).rejects.toThrow();
  await wire.record(({ kind }) => kind === 'closed');
  expect(wire.records.map(({ direction, summary }) => `${direction} ${summary}`)).toEqual([
    expect.stringMatching(/^up OPTIONS \/s\/.*\/send\/echo$/),
    'down server RST',
  ]);
  server.clock.advance(2000);
});

test('while truncate is on, a WebSocket opens and ends inside its first frame', async () => {
  const space = await server.space();
  await switchOn(server, space, { fault: 'truncate', for: 2000 });
  await using socket = await askForWebSocket(server, space, 'echo');
  expect((await socket.head()).status).toBe(101);
  void post(space, 'echo', 'say', { text: 'cut off' }).catch(() => {});
  const { bytes, ending } = await socket.rest();
  expect(ending).toBe('finished');
  expect(bytes[0]).toBe(0x80 | opcodes.text);
  expect(bytes.length).toBeLessThan(2 + (bytes[1] ?? 0));
});

test('while truncate is on, a stream opens and ends inside its first chunk', async () => {
  const space = await server.space();
  await switchOn(server, space, { fault: 'truncate', for: 2000 });
  await using socket = await askForStream(server, space, 'echo');
  expect((await socket.head()).status).toBe(200);
  const { bytes, ending } = await socket.rest();
  expect(ending).toBe('finished');
  expect(bytes.toString()).not.toContain('\n\n');
});
