/** What is on the wire, byte by byte: heads, chunks, fields, frames, and how much goes into one write. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { poll } from './support/clients/polling.ts';
import { jsonWebSocketClient, messagePackClient } from './support/clients/web-socket.ts';
import { clients } from './support/clients.ts';
import { acceptValue, opcodes, openingFields, takeFrame } from './support/frames.ts';
import { LiveServer, post, type Space, send } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { ServerSockets } from './support/server-sockets.ts';
import { anyText } from './support/valid-data.ts';

let server: LiveServer;
let sockets: ServerSockets;
beforeAll(async () => {
  sockets = new ServerSockets();
  server = await LiveServer.start();
});
afterAll(async () => {
  sockets[Symbol.dispose]();
  await server.close();
});

/** Opens a connection and sends the head of a request for something below a space. */
async function ask(space: Space, path: string, fields: readonly string[] = []): Promise<RawSocket> {
  const socket = await RawSocket.connect(server.port);
  const lines = [`GET /s/${space.id}/${path} HTTP/1.1`, 'Host: localhost', ...fields];
  await socket.send(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
}

describe('an event stream', () => {
  test('begins with its head, then a reconnection time in a chunk of its own', async () => {
    await using socket = await ask(await server.space(), 'sse/echo');
    const { status, headers } = await socket.head();
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'transfer-encoding': 'chunked',
      connection: 'keep-alive',
      'keep-alive': 'timeout=75',
      date: expect.any(String),
    });
    expect((await socket.chunk()).toString()).toMatch(/^retry:\d{4}\n\n$/);
  });

  test('has a reconnection time of its own for each client, from 2 to 4 seconds', async () => {
    const space = await server.space();
    const times = await Promise.all(
      Array.from({ length: 40 }, async () => {
        await using socket = await ask(space, 'sse/echo');
        await socket.head();
        return Number(/\d+/.exec((await socket.chunk()).toString()));
      }),
    );
    for (const time of times) {
      expect(time).toBeGreaterThanOrEqual(2000);
      expect(time).toBeLessThan(4000);
    }
    expect(new Set(times).size).toBeGreaterThan(10);
  });

  test('has id, event and data in this order, one event a chunk when they come one by one', async () => {
    const space = await server.space();
    await using socket = await ask(space, 'sse/echo');
    await socket.head();
    await socket.chunk();
    for (const text of ['one', 'two']) {
      const id = await send(space, 'echo', 'say', { text });
      expect((await socket.chunk()).toString()).toBe(
        `id: ${id}\nevent: said\ndata: {"text":"${text}"}\n\n`,
      );
    }
  });

  test('has a body without chunks for a client of HTTP/1.0', async () => {
    const space = await server.space();
    const id = await send(space, 'echo', 'say', { text: 'one' });
    await using socket = await RawSocket.connect(server.port);
    await socket.send(`GET /s/${space.id}/sse/echo?after=earliest HTTP/1.0\r\n\r\n`);
    expect((await socket.head()).headers.has('transfer-encoding')).toBe(false);
    expect((await socket.until('\n\n')).replace(/\d+/, 'N')).toBe('retry:N\n\n');
    expect(await socket.until('\n\n')).toBe(`id: ${id}\nevent: said\ndata: {"text":"one"}\n\n`);
  });
});

describe('a WebSocket', () => {
  test('is opened with the accept value of its key, and no extension', async () => {
    await using socket = await ask(await server.space(), 'ws/echo', [
      ...openingFields,
      'Sec-WebSocket-Extensions: permessage-deflate',
    ]);
    const { status, headers } = await socket.head();
    expect(status).toBe(101);
    expect(Object.fromEntries(headers)).toEqual({
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-accept': acceptValue,
    });
  });

  // The length class changes at 126 and at 65,536 bytes (RFC 6455 §5.2).
  test.each([1, 60, 61, 62, 63, 4000])(
    'has one final frame an event, with %i characters of text',
    async (length) => {
      const space = await server.space();
      await using socket = await ask(space, 'ws/echo', openingFields);
      await socket.head();
      const data = { text: '€'.repeat(length) };
      const id = await send(space, 'echo', 'say', data);
      const frame = await takeFrame(socket);
      expect(frame).toMatchObject({ opcode: opcodes.text, final: true });
      expect(frame.payload.toString('utf8')).toBe(
        JSON.stringify({ id, event: 'said', data, time: server.clock.now() }),
      );
    },
  );

  test('is given the first subprotocol that the server speaks, and binary frames with it', async () => {
    const space = await server.space();
    await using socket = await ask(space, 'ws/echo', [
      ...openingFields,
      'Sec-WebSocket-Protocol: other, msgpack',
    ]);
    expect((await socket.head()).headers.get('sec-websocket-protocol')).toBe('msgpack');
    await send(space, 'echo', 'say', { text: 'one' });
    expect(await takeFrame(socket)).toMatchObject({ opcode: opcodes.binary, final: true });
  });
});

describe('one write for a client in a turn of the event loop', () => {
  test.each([
    ['sse', [] as readonly string[]],
    ['ws', openingFields],
  ])('over %s: ten events at once, and one event at once', async (way, fields) => {
    const space = await server.space();
    const topic = 'clock?every=100';
    await using socket = await ask(space, `${way}/${topic}&after=earliest`, fields);
    await socket.head();
    // The first tick is written when the client has joined.
    await socket.until('"count":1,');
    const accepted = await sockets.from(socket.localPort);
    const write = vi.spyOn(accepted, 'write');
    server.clock.advance(1000);
    await turn();
    expect(write).toHaveBeenCalledTimes(1);
    await socket.until('"count":11,');
    server.clock.advance(100);
    await turn();
    expect(write).toHaveBeenCalledTimes(2);
    await socket.until('"count":12,');
  });
});

/** Resolves at the end of this turn of the event loop, after what was put off to it before. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('any text arrives unchanged over every transport, and injects nothing', async () => {
  const space = await server.space();
  const followings = clients.map(({ follow }) => follow(space.base, 'echo', { after: 'earliest' }));
  const nasty = fc.constantFrom(
    '\n\nevent: said\ndata: {}\n\n',
    '\r\n',
    '\r',
    '\u2028\u2029',
    '\0',
    '\ufeff',
    'id: 1',
    '\u{1f600}',
    '\\u000a',
    '"}',
  );
  const text = fc
    .array(fc.oneof(nasty, anyText), { maxLength: 20 })
    .map((parts) => parts.join('').slice(0, 4000).toWellFormed());
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      const id = await send(space, 'echo', 'say', { text: said });
      for (const following of followings) {
        await following.untilId(id);
        expect(following.events.at(-1)).toMatchObject({ id, event: 'said', data: { text: said } });
      }
    }),
    { numRuns: 100 },
  );
  const { events } = await poll(space.base, 'echo', 'earliest');
  for (const following of followings) {
    expect(following.events).toHaveLength(events.length);
    expect(following.notices).toEqual([]);
    await following.close();
  }
});

test('half of a surrogate pair is refused, because not every transport could carry it', async () => {
  const space = await server.space();
  const error = {
    reason: 'bad-request',
    message: 'The data of "say" holds half of a surrogate pair.',
    help: 'Send text that is whole Unicode characters.',
  };
  const data = { text: 'half \ud83d' };
  expect(await post(space, 'echo', 'say', data)).toMatchObject({ status: 400, body: { error } });
  for (const client of [jsonWebSocketClient, messagePackClient]) {
    await using socket = client.follow(space.base, 'echo');
    expect(await socket.ask('say', data, 1)).toEqual({ ack: 1, error });
  }
});
