/** Faults of the line itself, as clients on raw sockets meet them. Time stands still and is moved by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { opcodes } from './support/frames.ts';
import { LiveServer, post, type Space } from './support/live-server.ts';
import type { RawSocket } from './support/raw-socket.ts';
import { askForStream, askForWebSocket, openStream, openWebSocket } from './support/raw-stream.ts';
import { switchAllOff, switchOn } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

const openers = [
  ['an event stream', openStream],
  ['a WebSocket', openWebSocket],
] as const;

/** A request and its answer on another connection: what the server had written before has left it. */
async function untilWritten(): Promise<void> {
  await server.open();
  await server.open();
}

async function received(socket: RawSocket, text: string): Promise<void> {
  expect(await socket.until(text)).toContain(text);
}

describe('cut', () => {
  test.each(openers)('resets %s', async (_, open) => {
    const space = await server.space();
    await using socket = await open(server, space, 'echo');
    await switchOn(server, space, { fault: 'cut' });
    expect((await socket.rest()).ending).toBe('reset');
  });

  test.each(openers)('by FIN closes %s in order', async (_, open) => {
    const space = await server.space();
    await using socket = await open(server, space, 'echo');
    await switchOn(server, space, { fault: 'cut', by: 'fin' });
    expect(await socket.rest()).toEqual({ bytes: Buffer.alloc(0), ending: 'finished' });
  });

  test('resets new connections for as long as it lasts', async () => {
    const space = await server.space();
    await switchOn(server, space, { fault: 'cut', for: 2000 });
    await using early = await askForStream(server, space, 'echo');
    expect((await early.rest()).ending).toBe('reset');
    await using upgrade = await askForWebSocket(server, space, 'echo');
    expect((await upgrade.rest()).ending).toBe('reset');
    server.clock.advance(2000);
    await using late = await askForStream(server, space, 'echo');
    expect((await late.head()).status).toBe(200);
  });
});

describe('freeze', () => {
  test.each(openers)('keeps %s half-open: no byte, no FIN, and then all of it', async (_, open) => {
    const space = await server.space();
    await using socket = await open(server, space, 'echo');
    await switchOn(server, space, { fault: 'freeze', for: 60_000 });
    // Sent on a connection that is frozen too: the server gets it, its answer waits.
    const asked = post(space, 'echo', 'say', { text: 'held' });
    await untilWritten();
    expect(socket.pending.length).toBe(0);
    server.clock.advance(60_000);
    await received(socket, 'held');
    expect((await asked).status).toBe(202);
  });

  test('hides from the client that the server has given up on it', async () => {
    const space = await server.space();
    await using socket = await openWebSocket(server, space, 'echo');
    await switchOn(server, space, { fault: 'freeze' });
    // Pings go out at every second heartbeat of 15 s; two stay unanswered, then the server gives up.
    for (let beat = 0; beat < 8; beat += 1) server.clock.advance(15_000);
    await server.untilOpen({});
    expect(socket.pending.length).toBe(0);
    await switchAllOff(server, space);
    expect((await socket.rest()).ending).toBe('reset');
  });
});

describe('delay, jitter and throttle', () => {
  /** Follows a clock that ticks when the test moves the time, past its first tick. */
  async function openClock(open: typeof openStream, space: Space): Promise<RawSocket> {
    const socket = await open(server, space, 'clock?every=100');
    await socket.until('"count":1,');
    await socket.until('}');
    await untilWritten();
    await socket.take((bytes) => bytes.length);
    return socket;
  }

  async function tick(): Promise<void> {
    server.clock.advance(100);
    await untilWritten();
  }

  test.each(openers)('delay makes %s late, and keeps the order', async (_, open) => {
    const space = await server.space();
    await using socket = await openClock(open, space);
    await switchOn(server, space, { fault: 'delay', milliseconds: 500 });
    await tick();
    server.clock.advance(499);
    await untilWritten();
    expect(socket.pending.length).toBe(0);
    server.clock.advance(1);
    await received(socket, '"count":2,');
    server.clock.advance(1000);
    await received(socket, '"count":3,');
    await received(socket, '"count":4,');
  });

  test('jitter holds bytes for no longer than it may, in order', async () => {
    const space = await server.space();
    await using socket = await openClock(openStream, space);
    await switchOn(server, space, { fault: 'jitter', milliseconds: 1000 });
    for (let count = 2; count < 8; count += 1) await tick();
    server.clock.advance(1000);
    for (let count = 2; count < 8; count += 1) await received(socket, `"count":${count},`);
  });

  test('throttle lets through what its rate allows', async () => {
    const space = await server.space();
    await using socket = await openClock(openStream, space);
    await switchOn(server, space, { fault: 'throttle', rate: 200 });
    await tick();
    // 200 bytes a second are 10 bytes in 50 ms; the first go at once.
    await socket.take((bytes) => (bytes.length >= 10 ? 10 : null));
    expect(socket.pending.length).toBe(0);
    server.clock.advance(50);
    await socket.take((bytes) => (bytes.length >= 10 ? 10 : null));
    await untilWritten();
    expect(socket.pending.length).toBe(0);
    server.clock.advance(10_000);
    await received(socket, '"count":2,');
  });
});

describe('truncate', () => {
  test('ends an event stream inside an event', async () => {
    const space = await server.space();
    await using socket = await openStream(server, space, 'echo');
    await switchOn(server, space, { fault: 'truncate' });
    void post(space, 'echo', 'say', { text: 'cut off' }).catch(() => {});
    const { bytes, ending } = await socket.rest();
    expect(ending).toBe('finished');
    expect(bytes.toString()).toMatch(/^[0-9a-f]+\r\nid: /);
    expect(bytes.toString()).not.toContain('\n\n');
  });

  test('ends a WebSocket inside a frame', async () => {
    const space = await server.space();
    await using socket = await openWebSocket(server, space, 'echo');
    await switchOn(server, space, { fault: 'truncate' });
    void post(space, 'echo', 'say', { text: 'cut off' }).catch(() => {});
    const { bytes, ending } = await socket.rest();
    expect(ending).toBe('finished');
    const declared = bytes[1] ?? 0;
    expect(bytes[0]).toBe(0x80 | opcodes.text);
    expect(bytes.length).toBeLessThan(2 + declared);
  });
});
