/** A server that is told to stop says goodbye to everybody, cuts nothing in the middle, and ends well. */
import { describe, expect, test } from 'vitest';
import { eventSourceClient } from './support/clients/event-stream.ts';
import { jsonWebSocketClient, messagePackClient } from './support/clients/web-socket.ts';
import { closing, opcodes, openingFields, takeFrame } from './support/frames.ts';
import { LiveServer, send } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { createSpace, type ServerProcess, startServerProcess } from './support/server-process.ts';

/** Of each kind. */
const count = 30;
const goodbye = `event:draining\ndata:${JSON.stringify({
  reason: 'draining',
  message: 'The server is stopping.',
  help: 'Connect again in a moment.',
})}`;

async function ask(server: ServerProcess, path: string, fields: readonly string[] = []) {
  const socket = await RawSocket.connect(server.ports.live);
  const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost', ...fields];
  await socket.send(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
}

describe('on SIGTERM', () => {
  test('while events go to many, each is told behind its last whole event', async () => {
    await using server = await startServerProcess();
    const path = `/s/${await createSpace(server)}`;
    const topic = 'ticker?rate=50&after=earliest';
    const streams = await Promise.all(
      Array.from({ length: count }, () => ask(server, `${path}/sse/${topic}`)),
    );
    const webSockets = await Promise.all(
      Array.from({ length: count }, () => ask(server, `${path}/ws/${topic}`, openingFields)),
    );
    const polls = await Promise.all(
      Array.from({ length: count }, () => ask(server, `${path}/long-poll/echo`)),
    );
    await Promise.all([...streams, ...webSockets].map((socket) => socket.head()));
    // Some time into the stream, and not between two events of it.
    await Promise.all(streams.map((socket) => socket.until('-25\nevent: price')));
    const exit = server.stop();
    const stopped = performance.now();
    for (const socket of streams) {
      const { bytes, ending } = await socket.rest();
      expect(ending).toBe('finished');
      expectWholeStream(bytes.toString('utf8'));
    }
    for (const socket of webSockets) {
      expect(await framesUpToClosing(socket)).toEqual({ code: 1012, reason: 'draining' });
    }
    for (const socket of polls) {
      const { status, body } = await socket.response();
      expect({ status, ...JSON.parse(body) }).toMatchObject({
        status: 200,
        events: [],
        recovered: true,
      });
      expect((await socket.rest()).bytes).toHaveLength(0);
    }
    expect(await exit).toBe(0);
    expect(server.complaints()).toBe('');
    // Long before the time after which clients that stay are cut off.
    expect(performance.now() - stopped).toBeLessThan(4000);
  });

  test('a client that neither closes nor reads does not keep it from ending', async () => {
    await using server = await startServerProcess(['--drain-time', '1']);
    const path = `/s/${await createSpace(server)}`;
    const silent = await ask(server, `${path}/ws/echo`, openingFields);
    await silent.head();
    silent.stopReading();
    expect(await server.stop()).toBe(0);
    expect(server.complaints()).toBe('');
    await silent[Symbol.asyncDispose]();
  });

  test('what was being asked when it came is answered that the server is stopping', async () => {
    await using server = await startServerProcess();
    const path = `/s/${await createSpace(server)}`;
    const health = await RawSocket.connect(server.ports.live);
    const topic = await RawSocket.connect(server.ports.live);
    // Half a head each.
    await health.send('GET /healthz HTTP/1.1\r\n');
    await topic.send(`GET ${path}/sse/echo HTTP/1.1\r\n`);
    const stream = await ask(server, `${path}/sse/echo`);
    await stream.head();
    await stream.chunk();
    const exit = server.stop();
    // The goodbye shows that it has begun to stop.
    expect((await stream.chunk()).toString().trimEnd()).toBe(goodbye);
    await health.send('Host: localhost\r\n\r\n');
    expect(await health.response()).toMatchObject({ status: 503, body: '{"status":"draining"}\n' });
    await topic.send('Host: localhost\r\n\r\n');
    const { status, headers, body } = await topic.response();
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({
      status: 503,
      retryAfter: '5',
    });
    expect(JSON.parse(body)).toEqual({
      error: {
        reason: 'draining',
        message: 'The server is stopping.',
        help: 'Connect again in a moment.',
      },
    });
    expect(await exit).toBe(0);
  });
});

describe('a client', () => {
  test('of an event stream is told, by an event without an id of its own', async () => {
    await using server = await LiveServer.start();
    const space = await server.space();
    const id = await send(space, 'echo', 'say', { text: 'last' });
    await using following = eventSourceClient.follow(space.base, 'echo', { after: 'earliest' });
    await following.untilId(id);
    const closed = server.close();
    await following.until(({ notices }) => notices.length > 0);
    const error = {
      reason: 'draining',
      message: 'The server is stopping.',
      help: 'Connect again in a moment.',
    };
    // `lastEventId` is the last that it was given.
    expect(following.notices).toEqual([{ id, event: 'draining', data: error }]);
    await closed;
  });

  test.each([jsonWebSocketClient, messagePackClient])(
    'of $name is closed with 1012',
    async (client) => {
      await using server = await LiveServer.start();
      const space = await server.space();
      await using following = client.follow(space.base, 'echo');
      await following.untilConnected();
      const closed = server.close();
      await following.until(({ closings }) => closings.length > 0);
      expect(following.closings[0]).toEqual({ code: 1012, reason: 'draining' });
      await closed;
    },
  );

  test('that is an EventSource is never refused by a server that is going: that would end it for good', async () => {
    const server = await LiveServer.start({ drainTime: 5 });
    const space = await server.space();
    await using following = eventSourceClient.follow(space.base, 'echo');
    await following.untilConnected();
    // It comes back at once, and as often as it can, until nobody listens any more.
    await server.close();
    await following.until(({ notices }) => notices.length > 0);
    expect(following.failure).toBe(null);
    expect(following.connections).toBe(1);
  });
});

/** A chunked body that ends with its last chunk: whole blocks without a gap, and the goodbye. */
function expectWholeStream(rest: string): void {
  expect(rest.endsWith('\r\n0\r\n\r\n')).toBe(true);
  const text = rest.replace(/\r\n(0\r\n\r\n$|[0-9a-f]+\r\n)/g, '');
  const blocks = text.split('\n\n').slice(1, -1);
  expect(blocks.at(-1)).toBe(goodbye);
  const events = blocks.slice(0, -1);
  for (const [index, block] of events.entries()) {
    expect(block).toMatch(/^id: [0-9a-z]+-\d+\nevent: price\ndata: \{.*\}$/);
    expect(block).toContain(`-${26 + index}\n`);
  }
}

/** Takes frames up to the closing one and answers it; every other one is a whole event, none is missing. */
async function framesUpToClosing(socket: RawSocket) {
  for (let number = 1; ; number += 1) {
    const received = await takeFrame(socket);
    if (received.opcode === opcodes.close) {
      socket.finish();
      return closing(received);
    }
    const { id } = JSON.parse(received.payload.toString('utf8')) as { id: string };
    expect(id.endsWith(`-${number}`)).toBe(true);
  }
}
