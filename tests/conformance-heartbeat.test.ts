/** What is said when nothing happens, and how a client is found that is no more. */
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { jsonWebSocketClient } from './support/clients/web-socket.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';

/** One beat, with the default of 15 s. */
const beat = 15_000;

describe('an event stream', () => {
  async function open(server: LiveServer, space: Space): Promise<RawSocket> {
    const socket = await RawSocket.connect(server.port);
    await socket.send(`GET /s/${space.id}/sse/echo HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await socket.head();
    await socket.chunk();
    return socket;
  }

  test('gets a comment at a beat, unless it got an event since the last one', async () => {
    await using server = await LiveServer.start();
    const space = await server.space();
    await using socket = await open(server, space);
    server.clock.advance(beat - 1);
    const first = await send(space, 'echo', 'say', { text: 'one' });
    expect((await socket.chunk()).toString()).toContain(`id: ${first}\n`);
    // A beat after an event is quiet.
    server.clock.advance(1);
    server.clock.advance(beat);
    expect((await socket.chunk()).toString()).toBe(':\n\n');
    server.clock.advance(beat);
    expect((await socket.chunk()).toString()).toBe(':\n\n');
    const last = await send(space, 'echo', 'say', { text: 'two' });
    expect((await socket.chunk()).toString()).toContain(`id: ${last}\n`);
  });

  test('beats as often as it is told to', async () => {
    await using server = await LiveServer.start({ heartbeat: 2 });
    await using socket = await open(server, await server.space());
    for (let count = 0; count < 3; count += 1) {
      server.clock.advance(2000);
      expect((await socket.chunk()).toString()).toBe(':\n\n');
    }
  });
});

describe('a WebSocket', () => {
  /** A client that leaves pings unanswered until it is told to answer one. */
  async function silent(space: Space) {
    const socket = new WebSocket(`${space.base.replace('http', 'ws')}ws/echo`, { autoPong: false });
    await new Promise((resolve) => socket.once('open', resolve));
    return {
      socket,
      ping: () => new Promise((resolve) => socket.once('ping', resolve)),
      closed: new Promise<number>((resolve) => socket.once('close', resolve)),
    };
  }

  test('is pinged at every second beat', async () => {
    await using server = await LiveServer.start();
    const { socket, closed } = await silent(await server.space());
    let pings = 0;
    socket.on('ping', () => {
      pings += 1;
      socket.pong();
    });
    for (let count = 1; count <= 6; count += 1) {
      server.clock.advance(beat);
      const pong = new Promise((resolve) => socket.once('pong', resolve));
      // Its answer comes behind whatever the beat sent.
      socket.ping();
      await pong;
      expect(pings).toBe(Math.floor(count / 2));
    }
    socket.terminate();
    await closed;
  });

  test('is ended when two pings in a row were left unanswered', async () => {
    await using server = await LiveServer.start();
    const space = await server.space();
    const { ping, closed } = await silent(space);
    await using answering = jsonWebSocketClient.follow(space.base, 'echo');
    await answering.untilConnected();
    for (let count = 0; count < 2; count += 1) {
      const pinged = ping();
      server.clock.advance(2 * beat);
      await pinged;
      expect(await server.open()).toEqual({ ws: 2 });
    }
    server.clock.advance(2 * beat);
    // Without a closing handshake: nobody would answer it.
    expect(await closed).toBe(1006);
    await server.untilOpen({ ws: 1 });
    expect(answering.connections).toBe(1);
  });

  test.each([
    ['a late pong', (socket: WebSocket) => socket.pong()],
    ['a message', (socket: WebSocket) => socket.send('{"event":"say","data":{"text":"here"}}')],
  ])('is kept by %s', async (_, show) => {
    await using server = await LiveServer.start();
    const space = await server.space();
    const { socket, ping, closed } = await silent(space);
    for (let count = 0; count < 5; count += 1) {
      const pinged = ping();
      server.clock.advance(2 * beat);
      await pinged;
      if (count % 2 === 0) continue;
      show(socket);
      const pong = new Promise((resolve) => socket.once('pong', resolve));
      socket.ping();
      // The server has seen what was sent before.
      await pong;
    }
    expect(await server.open()).toEqual({ ws: 1 });
    socket.terminate();
    await closed;
  });
});
