/** A request is as long under way as what is sent on an open WebSocket, over HTTP/1.1 too, where only its own bytes tell whose it is. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { poll } from './support/clients/polling.ts';
import { text } from './support/frames.ts';
import { LiveServer, type Space } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { askForStream, askForWebSocket, openWebSocket } from './support/raw-stream.ts';
import { switchAllOff, switchOn } from './support/wire.ts';

let server: LiveServer;
let space: Space;
let socket: RawSocket;
/** The id before anything was said. */
let start: string;
beforeAll(async () => {
  // No heartbeat falls into a test that is about silence.
  server = await LiveServer.start({ heartbeat: 3600 });
});
afterAll(() => server.close());
beforeEach(async () => {
  space = await server.space();
  ({ next: start } = await poll(space.base, 'echo'));
  socket = await RawSocket.connect(server.port);
});
afterEach(() => socket[Symbol.asyncDispose]());

const message = (words: string) => JSON.stringify({ event: 'say', data: { text: words } });

/** Head and body of a request that sends a message. */
function sending(words: string): [string, string] {
  const body = message(words);
  const head = [
    `POST ${new URL(space.base).pathname}send/echo HTTP/1.1`,
    `Host: localhost:${server.port}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '\r\n',
  ];
  return [head.join('\r\n'), body];
}

/** What a browser asks before a page of another origin may send a message (Fetch standard, CORS-preflight fetch). */
async function askFirst(at: RawSocket): Promise<void> {
  const head = [
    `OPTIONS ${new URL(space.base).pathname}send/echo HTTP/1.1`,
    `Host: localhost:${server.port}`,
    `Origin: ${server.urls.runner}`,
    'Access-Control-Request-Method: POST',
    'Access-Control-Request-Headers: content-type',
    '\r\n',
  ];
  await at.send(head.join('\r\n'));
}

async function send(words: string): Promise<void> {
  await socket.send(sending(words).join(''));
}

/** Requests and answers on other connections: what was sent before has been read, and what was written has left. */
async function untilRead(): Promise<void> {
  await server.open();
  await server.open();
}

async function pass(milliseconds: number): Promise<void> {
  server.clock.advance(milliseconds);
  await untilRead();
}

const delay = (milliseconds: number) => switchOn(server, space, { fault: 'delay', milliseconds });

/** What was said in the space, asked for when nothing is in the way. */
async function said(): Promise<string[]> {
  await switchAllOff(server, space);
  const { events } = await poll(space.base, 'echo', start);
  return events.map(({ data }) => (data as { text: string }).text);
}

describe('delay is paid on the way up and on the way down', () => {
  /** From now, when all of it has been sent. Resolves to the answer, as far as it has come. */
  async function isAnsweredAfter(milliseconds: number, at: RawSocket): Promise<string> {
    await untilRead();
    await pass(milliseconds / 2 - 1);
    await pass(1);
    await pass(milliseconds / 2 - 1);
    expect(at.pending.toString()).toBe('');
    await pass(1);
    return (await at.take((bytes) => bytes.length || null)).toString();
  }

  test('by the first request of a connection', async () => {
    await delay(500);
    await send('first');
    await isAnsweredAfter(1000, socket);
  });

  test('by the next one on a connection that is kept alive', async () => {
    await send('first');
    expect((await socket.response()).status).toBe(202);
    await delay(500);
    for (const words of ['second', 'third']) {
      await send(words);
      await isAnsweredAfter(1000, socket);
    }
  });

  test('by a request whose body comes later, once', async () => {
    await delay(500);
    const [head, body] = sending('in two pieces');
    await socket.send(head);
    await pass(100);
    await socket.send(body);
    await isAnsweredAfter(1000, socket);
  });

  test('by a preflight, and by the request that it was for', async () => {
    await delay(500);
    await askFirst(socket);
    expect(await isAnsweredAfter(1000, socket)).toMatch(/^HTTP\/1\.1 204 /);
    await send('after its preflight');
    expect(await isAnsweredAfter(1000, socket)).toMatch(/^HTTP\/1\.1 202 /);
  });

  test('by an event stream and by the handshake of a WebSocket', async () => {
    await delay(500);
    await using stream = await askForStream(server, space, 'echo');
    await isAnsweredAfter(1000, stream);
    await using webSocket = await askForWebSocket(server, space, 'echo');
    await isAnsweredAfter(1000, webSocket);
  });

  test('by a message on an open WebSocket, as ever', async () => {
    await using webSocket = await openWebSocket(server, space, 'echo');
    await delay(500);
    await webSocket.send(text(message('over the WebSocket')));
    await isAnsweredAfter(1000, webSocket);
  });
});

test('requests that are sent one behind the other arrive in order, each once', async () => {
  await switchOn(server, space, { fault: 'jitter', milliseconds: 1000 });
  await socket.send([...sending('one'), ...sending('two')].join(''));
  await untilRead();
  await pass(1000);
  await pass(1000);
  expect((await socket.response()).status).toBe(202);
  await pass(1000);
  expect((await socket.response()).status).toBe(202);
  expect(await said()).toEqual(['one', 'two']);
});

test('a request whose client resets its connection on the way never arrives', async () => {
  await delay(500);
  await send('lost');
  await untilRead();
  socket.reset();
  await untilRead();
  await pass(1000);
  expect(await said()).toEqual([]);
});

test('a preflight on a path with jitter is late by chance', async () => {
  await switchOn(server, space, { fault: 'jitter', milliseconds: 1000 });
  await askFirst(socket);
  await untilRead();
  expect(socket.pending.toString()).toBe('');
  await pass(1000);
  await pass(1000);
  expect((await socket.head()).status).toBe(204);
});

test('nothing arrives on a frozen path until it thaws', async () => {
  await switchOn(server, space, { fault: 'freeze', for: 60_000 });
  await askFirst(socket);
  await using stream = await askForStream(server, space, 'echo');
  await using webSocket = await askForWebSocket(server, space, 'echo');
  await untilRead();
  expect(await server.open()).toEqual({});
  expect(socket.pending.toString()).toBe('');
  server.clock.advance(60_000);
  expect((await socket.head()).status).toBe(204);
  expect((await stream.head()).status).toBe(200);
  expect((await webSocket.head()).status).toBe(101);
  await server.untilOpen({ sse: 1, ws: 1 });
});

test('what waited on its way counts as it arrives: no more are let in than may be open', async () => {
  await using small = await LiveServer.start({ maxConnectionsPerSpace: 1 });
  const full = await small.space();
  await switchOn(small, full, { fault: 'freeze' });
  await using first = await askForStream(small, full, 'echo');
  await using second = await askForStream(small, full, 'echo');
  await small.open();
  await small.open();
  await switchAllOff(small, full);
  expect((await first.head()).status).toBe(200);
  expect((await second.head()).status).toBe(429);
});
