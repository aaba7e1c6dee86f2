/** Which requests the wire of a space shows: all that are for it, whatever becomes of them, and no others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LiveServer, type Space } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

async function poll(socket: RawSocket, { base }: Space): Promise<void> {
  const { pathname } = new URL(base);
  await socket.send(`GET ${pathname}poll/echo HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`);
  expect((await socket.response()).status).toBe(200);
}

const ofOnePoll = ['request-head', 'response-head', 'body'];

test('a preflight is shown, and a request that is refused', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  expect((await fetch(`${space.base}send/echo`, { method: 'OPTIONS' })).status).toBe(204);
  expect((await fetch(`${space.base}shout/echo`)).status).toBe(404);
  await wire.record(({ summary }) => summary.startsWith('404'));
  const { pathname } = new URL(space.base);
  const heads = wire.records.filter(({ kind }) => kind.endsWith('-head'));
  expect(heads.map(({ summary }) => summary)).toEqual([
    `OPTIONS ${pathname}send/echo`,
    '204 No Content',
    `GET ${pathname}shout/echo`,
    '404 Not Found',
  ]);
});

test('a connection that serves two spaces shows each its own requests alone', async () => {
  const [mine, yours] = [await server.space(), await server.space()];
  using wire = await WireFollowing.of(server, mine);
  await using socket = await RawSocket.connect(server.port);
  for (const space of [mine, yours, mine]) await poll(socket, space);
  await wire.record(({ kind, number }) => kind === 'body' && number > 3);
  expect(JSON.stringify(wire.records)).not.toContain(yours.id);
  expect(wire.records.map(({ kind }) => kind)).toEqual([...ofOnePoll, ...ofOnePoll]);
});

test('a connection that was kept alive before is watched from its next request on', async () => {
  const [space, other] = [await server.space(), await server.space()];
  await using mine = await RawSocket.connect(server.port);
  await using theirs = await RawSocket.connect(server.port);
  await using unused = await RawSocket.connect(server.port);
  await poll(mine, space);
  await poll(theirs, other);
  using wire = await WireFollowing.of(server, space);
  for (const socket of [mine, theirs, unused]) await poll(socket, space);
  await wire.record(({ kind, connection }) => kind === 'body' && connection === 3);
  expect(wire.records.map(({ kind }) => kind)).toEqual([...ofOnePoll, ...ofOnePoll, ...ofOnePoll]);
});
