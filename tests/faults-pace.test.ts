/** What holds bytes back: every answer gets through in the end, at its rate, and a server keeps little of what waits. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mostHeld } from '../sandbox-server/wire/release-queue.ts';
import { frame, opcodes } from './support/frames.ts';
import { LiveServer, post, type Space, send } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { openStream, openWebSocket } from './support/raw-stream.ts';
import { ServerSockets } from './support/server-sockets.ts';
import { switchAllOff, switchOn } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

async function ask(space: Space, place: string): Promise<RawSocket> {
  const socket = await RawSocket.connect(server.port);
  const path = `${new URL(space.base).pathname}${place}`;
  await socket.send(`GET ${path} HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`);
  return socket;
}

describe('an answer gets through', () => {
  test.each([
    { fault: 'throttle', rate: 10_000 },
    { fault: 'throttle', rate: 1_000_000 },
    { fault: 'buffer', bytes: 1 },
    { fault: 'buffer', bytes: 100 },
  ])('$fault $rate$bytes', async (fault) => {
    const space = await server.space();
    await switchOn(server, space, fault);
    for (const [place, status] of [
      ['poll/echo', 200],
      ['poll/nothing', 404],
    ] as const) {
      await using socket = await ask(space, place);
      const answer = socket.response();
      server.clock.advance(1000);
      expect((await answer).status).toBe(status);
    }
  });
});

test('throttle keeps its rate also when much is written in small pieces', async () => {
  const space = await server.space();
  await using socket = await openStream(server, space, 'echo');
  await switchOn(server, space, { fault: 'throttle', rate: 200 });
  for (let count = 0; count < 20; count += 1) {
    // Their answers are throttled too.
    void post(space, 'echo', 'say', { text: 'more' }).catch(() => {});
  }
  // The first 10 bytes go at once, and 10 more in each 50 ms, wherever events begin and end.
  await socket.take((bytes) => (bytes.length >= 10 ? 10 : null));
  let received = 10;
  for (let slices = 1; slices <= 40; slices += 1) {
    server.clock.advance(50);
    const due = slices * 10;
    received += (
      await socket.take((bytes) => (received + bytes.length >= due ? bytes.length : null))
    ).length;
    expect(received).toBeLessThanOrEqual(due + 10);
  }
});

test('a frozen path holds little of what a client sends, and all of it arrives when it thaws', async () => {
  const space = await server.space();
  using sockets = new ServerSockets();
  await using socket = await openWebSocket(server, space, 'echo');
  const accepted = await sockets.from(socket.localPort);
  await switchOn(server, space, { fault: 'freeze' });
  const text = 'x'.repeat(4000);
  const message = frame({
    opcode: opcodes.text,
    payload: JSON.stringify({ event: 'say', data: { text }, ref: 1 }),
  });
  const messages = 100;
  const sent = socket.send(Buffer.concat(Array.from({ length: messages }, () => message)));
  await untilStill(() => accepted.bytesRead);
  // One read more than fits, and no further.
  expect(accepted.bytesRead).toBeLessThan(mostHeld + 2 * 65_536);
  await switchAllOff(server, space);
  await sent;
  for (let count = 0; count < messages; count += 1) await socket.until('"ack":1');
});

/** Resolves when a number has not changed for many turns of the event loop. */
async function untilStill(read: () => number): Promise<void> {
  let last = read();
  for (let still = 0; still < 200; still += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (read() !== last) still = 0;
    last = read();
  }
}

test('truncate that was switched off cuts nothing off', async () => {
  const space = await server.space();
  await using socket = await openStream(server, space, 'echo');
  await switchOn(server, space, { fault: 'truncate' });
  await switchAllOff(server, space);
  await send(space, 'echo', 'say', { text: 'whole' });
  expect((await socket.chunk()).toString()).toContain('data: {"text":"whole"}\n\n');
});

test('truncate follows no connection to another space', async () => {
  const [broken, whole] = [await server.space(), await server.space()];
  await switchOn(server, broken, { fault: 'truncate' });
  await switchOn(server, broken, { fault: 'no-content' });
  await using socket = await ask(broken, 'sse/echo');
  expect((await socket.response()).status).toBe(204);
  const path = new URL(whole.base).pathname;
  await socket.send(
    `GET ${path}poll/echo HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`,
  );
  expect(JSON.parse((await socket.response()).body)).toMatchObject({ recovered: true });
});

test('an idle line that is frozen ends only when it thaws', async () => {
  const space = await server.space();
  await using socket = await openStream(server, space, 'echo');
  await switchOn(server, space, { fault: 'idle-timeout', milliseconds: 1000 });
  await switchOn(server, space, { fault: 'freeze', for: 5000 });
  server.clock.advance(3000);
  await post(await server.space(), 'echo', 'say', { text: 'meanwhile' });
  expect(socket.pending.length).toBe(0);
  server.clock.advance(2000);
  server.clock.advance(1000);
  expect((await socket.rest()).ending).toBe('finished');
});
