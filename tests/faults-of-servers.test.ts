/** Faults of proxies and servers, as clients on raw sockets meet them. Time stands still and is moved by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closing, takeFrame } from './support/frames.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import type { RawSocket } from './support/raw-socket.ts';
import { askForStream, askForWebSocket, openStream, openWebSocket } from './support/raw-stream.ts';
import { refusedUpgrade } from './support/upgrade.ts';
import { putFault, switchAllOff, switchOn, WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

const openers = [
  ['an event stream', openStream],
  ['a WebSocket', openWebSocket],
] as const;

async function say(space: Space, text: string): Promise<void> {
  await send(space, 'echo', 'say', { text });
}

/** A request and its answer on another connection: what the server had written before has left it. */
async function untilWritten(): Promise<void> {
  await server.open();
  await server.open();
}

async function received(socket: RawSocket, text: string): Promise<void> {
  expect(await socket.until(text)).toContain(text);
}

describe('proxies', () => {
  test('buffer holds a response back until there is enough of it; a WebSocket goes through', async () => {
    const space = await server.space();
    await switchOn(server, space, { fault: 'buffer', bytes: 1000 });
    await using stream = await askForStream(server, space, 'echo');
    await using webSocket = await openWebSocket(server, space, 'echo');
    // Its answer is complete, so the proxy hands it on.
    await say(space, 'small');
    const { payload } = await takeFrame(webSocket);
    expect(payload.toString()).toContain('small');
    expect(stream.pending.length).toBe(0);
    await say(space, 'x'.repeat(1000));
    expect((await stream.head()).status).toBe(200);
    await received(stream, 'small');
  });

  test('buffer throws away what it holds for a client that hangs up', async () => {
    const space = await server.space();
    using wire = await WireFollowing.of(server, space);
    await switchOn(server, space, { fault: 'buffer' });
    await using stream = await askForStream(server, space, 'clock');
    await wire.record(({ kind }) => kind === 'request-head');
    stream.finish();
    expect(await stream.rest()).toEqual({ bytes: Buffer.alloc(0), ending: 'finished' });
    await wire.record(({ kind }) => kind === 'closed');
    expect(wire.records.map(({ kind }) => kind)).toEqual(['request-head', 'closed']);
  });

  test.each(openers)('idle-timeout closes %s after silence, and not before', async (_, open) => {
    const space = await server.space();
    await using socket = await open(server, space, 'echo');
    await switchOn(server, space, { fault: 'idle-timeout', milliseconds: 5000 });
    server.clock.advance(4000);
    await say(space, 'still here');
    await received(socket, 'still here');
    server.clock.advance(4000);
    await untilWritten();
    await say(space, 'again');
    await received(socket, 'again');
    server.clock.advance(5000);
    expect((await socket.rest()).ending).toBe('finished');
  });

  test('strip-upgrade turns a WebSocket into a plain GET, and event streams live', async () => {
    const space = await server.space();
    await switchOn(server, space, { fault: 'strip-upgrade' });
    await using webSocket = await askForWebSocket(server, space, 'echo');
    const { status, headers } = await webSocket.head();
    expect([status, headers.get('upgrade')]).toEqual([426, 'websocket']);
    await using stream = await askForStream(server, space, 'echo');
    expect((await stream.head()).status).toBe(200);
  });
});

describe('answers', () => {
  test.each([503, 502, 500, 429])('refuse answers everything with %i', async (status) => {
    const space = await server.space();
    await switchOn(server, space, { fault: 'refuse', status, retryAfter: 7 });
    const response = await fetch(`${space.base}sse/echo`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([status, '7']);
    expect(await response.json()).toEqual({
      error: {
        reason: 'refused-by-fault',
        message: `The fault "refuse" is on in this space, with status ${status}.`,
        help: 'Switch it off in the Faults panel.',
      },
    });
    await using webSocket = await askForWebSocket(server, space, 'echo');
    expect((await webSocket.head()).status).toBe(status);
  });

  test('refuse leaves out nothing below its space, and nothing but that', async () => {
    const [space, other] = [await server.space(), await server.space()];
    await switchOn(server, space, { fault: 'refuse', status: 503 });
    for (const path of ['', 'nothing/echo', 'sse/nothing', 'sse/echo/more', 'compose/more']) {
      expect((await fetch(space.base + path)).status).toBe(503);
      expect((await fetch(other.base + path)).status).toBe(404);
    }
    const { status } = await refusedUpgrade(`${space.base}nothing/echo`);
    expect(status).toBe(503);
    await switchAllOff(server, space);
    expect((await fetch(`${space.base}nothing/echo`)).status).toBe(404);
  });

  test('wrong-content-type and no-content change what an event stream is answered', async () => {
    const space = await server.space();
    await switchOn(server, space, { fault: 'wrong-content-type' });
    await using wrong = await askForStream(server, space, 'echo');
    const { status, headers } = await wrong.head();
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html']);
    await switchOn(server, space, { fault: 'no-content' });
    expect((await fetch(`${space.base}sse/echo`)).status).toBe(204);
  });

  test('restart says goodbye on every connection, is away for a while, and comes back', async () => {
    const space = await server.space();
    await using stream = await openStream(server, space, 'echo');
    await using webSocket = await openWebSocket(server, space, 'echo');
    await switchOn(server, space, { fault: 'restart', for: 3000 });
    expect((await stream.chunk()).toString()).toMatch(/^event:draining\n/);
    expect((await stream.chunk()).length).toBe(0);
    expect(closing(await takeFrame(webSocket))).toEqual({ code: 1012, reason: 'draining' });
    await using early = await askForStream(server, space, 'echo');
    expect((await early.rest()).ending).toBe('reset');
    server.clock.advance(3000);
    await using late = await askForStream(server, space, 'echo');
    expect((await late.head()).status).toBe(200);
  });

  test.each([
    ['kept', 'event: said'],
    ['lost', 'event: gap'],
  ])('after a restart with its log %s, a client that resumes gets %s', async (log, event) => {
    const space = await server.space();
    const before = await send(space, 'echo', 'say', { text: 'before' });
    await send(space, 'echo', 'say', { text: 'missed' });
    await switchOn(server, space, { fault: 'restart', for: 0, log });
    await using stream = await openStream(server, space, `echo?after=${before}`);
    expect((await stream.chunk()).toString()).toContain(event);
  });
});

test('faults are listed, told on the wire, end by themselves, and touch no other space', async () => {
  const [space, other] = [await server.space(), await server.space()];
  using wire = await WireFollowing.of(server, space);
  await using bystander = await openStream(server, other, 'echo');
  const until = server.clock.now() + 5000;
  const cut = { fault: 'cut', for: 5000, by: 'rst', until };
  expect(await switchOn(server, space, { fault: 'cut', for: 5000 })).toEqual([cut]);
  const delay = { fault: 'delay', milliseconds: 200 };
  expect(await switchOn(server, space, { fault: 'delay' })).toEqual([cut, delay]);
  await say(other, 'undisturbed');
  await received(bystander, 'undisturbed');
  server.clock.advance(5000);
  await switchAllOff(server, space);
  await expect.poll(() => wire.faults).toEqual([[cut], [cut, delay], [delay], []]);
});

test.each([
  [{ fault: 'constructor' }, /^The fault is not right: fault: Invalid/],
  [{ fault: 'cut', for: -1 }, /^The fault is not right: for: Too small/],
  [{ fault: 'throttle', rate: 1 }, /^The fault is not right: rate: Too small/],
  [{ fault: 'refuse', status: 418 }, /^The fault is not right: status: Invalid/],
  [{ fault: 'freeze', unknown: 1 }, /^The fault is not right: Unrecognized key/],
])('%j is refused', async (fault, message) => {
  const space = await server.space();
  const response = await putFault(server, space, fault);
  const { error } = (await response.json()) as { error: { reason: string; message: string } };
  expect([response.status, error.reason]).toEqual([400, 'bad-request']);
  expect(error.message).toMatch(message);
});
