/** A client that does not read is dropped with a reason before it costs much, and nobody else notices. */

import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { fetchClient } from './support/clients/event-stream.ts';
import { poll } from './support/clients/polling.ts';
import { messagePackClient } from './support/clients/web-socket.ts';
import { closing, opcodes, openingFields, takeFrame } from './support/frames.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { ServerSockets } from './support/server-sockets.ts';

const cap = 64 * 1024;
/** 4,000 characters, of which JSON takes six bytes each. */
const text = '\u0001'.repeat(4000);
const tooSlow = {
  reason: 'too-slow',
  message: `More than ${cap} bytes were waiting to be read.`,
  help: 'Read faster, or ask for less.',
};

let server: LiveServer;
let sockets: ServerSockets;
beforeAll(async () => {
  sockets = new ServerSockets();
  server = await LiveServer.start({ maxBufferedBytes: cap, history: 5000 });
});
afterAll(async () => {
  sockets[Symbol.dispose]();
  await server.close();
});

/** A client that follows `echo` and reads nothing, and the server's side of it. */
async function unread(space: Space, transport: 'sse' | 'ws') {
  const client = await RawSocket.connect(server.port);
  const accepted = await sockets.from(client.localPort);
  const fields = transport === 'ws' ? openingFields.map((field) => `${field}\r\n`).join('') : '';
  await client.send(
    `GET /s/${space.id}/${transport}/echo HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`,
  );
  await client.head();
  await server.untilOpen({ [transport]: 1 });
  client.stopReading();
  return { client, accepted };
}

/** Says long things until the server counts a client that was too slow; the most that waited for it, in bytes. */
async function sayUntilDropped(space: Space, accepted: Socket) {
  const before = await dropped();
  let most = 0;
  let said = 0;
  while ((await dropped()) === before) {
    for (let index = 0; index < 10; index += 1) {
      await send(space, 'echo', 'say', { text });
      said += 1;
      most = Math.max(most, accepted.writableLength);
    }
  }
  return { most, said };
}

async function dropped(): Promise<number> {
  const metrics = await (await fetch(`${server.urls.site}/metrics`)).text();
  return Number(/^duplex_refusals_total\{reason="too-slow"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

describe.each(['sse', 'ws'] as const)('over %s', (transport) => {
  test('is dropped at the cap, told why, and resumes without a gap, while others get everything', async () => {
    const space = await server.space();
    const { client, accepted } = await unread(space, transport);
    const others = [fetchClient, messagePackClient].map(({ follow }) =>
      follow(space.base, 'echo', { after: 'earliest' }),
    );
    const { most, said } = await sayUntilDropped(space, accepted);
    // The event that went over the cap, and the farewell.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(cap + 6 * text.length + 1000);
    for (const other of others) {
      await other.untilCount(said);
      expect(other.ids).toEqual(other.ids.map((id, index) => id.replace(/\d+$/, `${index + 1}`)));
      expect(other.notices).toEqual([]);
      await other.close();
    }
    client.readAgain();
    const seen = transport === 'sse' ? await readStream(client) : await readFrames(client);
    expect(seen.farewell).toEqual(
      transport === 'sse'
        ? `event:dropped\ndata:${JSON.stringify(tooSlow)}`
        : { code: 1013, reason: 'too-slow' },
    );
    expect(seen.ids.length).toBeLessThan(said);
    const rest = await poll(space.base, 'echo', seen.ids.at(-1));
    expect(rest.recovered).toBe(true);
    expect([...seen.ids, ...rest.events.map(({ id }) => id)]).toEqual(others[0]?.ids);
    await client[Symbol.asyncDispose]();
    await server.untilOpen({});
  });

  test('is cut off after a while when it never reads again', async () => {
    const space = await server.space();
    const { client, accepted } = await unread(space, transport);
    await sayUntilDropped(space, accepted);
    expect(await server.open()).toEqual({ [transport]: 1 });
    server.clock.advance(10_000);
    await server.untilOpen({});
    expect(accepted.destroyed).toBe(true);
    await client[Symbol.asyncDispose]();
  });
});

/** Takes a whole event stream up to its end: the ids in it, and its last block. */
async function readStream(client: RawSocket) {
  let whole = '';
  for (let chunk = await client.chunk(); chunk.length > 0; chunk = await client.chunk()) {
    whole += chunk.toString('utf8');
  }
  return {
    ids: [...whole.matchAll(/^id: (\S+)$/gm)].map(([, id = '']) => id),
    farewell: whole.trimEnd().split('\n\n').at(-1),
  };
}

/** Takes frames up to the closing one: the ids in them, and the close code. */
async function readFrames(client: RawSocket) {
  const ids: string[] = [];
  for (;;) {
    const frame = await takeFrame(client);
    if (frame.opcode === opcodes.close) return { ids, farewell: closing(frame) };
    ids.push((JSON.parse(frame.payload.toString('utf8')) as { id: string }).id);
  }
}

test('a WebSocket whose client reads slowly but steadily is kept', async () => {
  const space = await server.space();
  const socket = new WebSocket(`${space.base.replace('http', 'ws')}ws/echo`);
  const ids: string[] = [];
  socket.on('message', (bytes: Buffer) => {
    ids.push((JSON.parse(bytes.toString()) as { id: string }).id);
    socket.pause();
    setImmediate(() => socket.resume());
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const said: string[] = [];
  for (let index = 0; index < 100; index += 1) {
    said.push(await send(space, 'echo', 'say', { text }));
  }
  const last = said.at(-1) ?? '';
  while (!ids.includes(last)) await new Promise((resolve) => socket.once('message', resolve));
  expect(ids).toEqual(said);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.terminate();
  await closed;
});
