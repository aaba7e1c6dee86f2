/** HTTP/1.1 and WebSockets over TLS, where each connection is still its own: a cut reaches the TCP connection beneath. */
import { once } from 'node:events';
import tls, { type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificate, trustCertificate } from './support/certificate.ts';
import { openingFields } from './support/frames.ts';
import { LiveServer, type Space } from './support/live-server.ts';
import { switchAllOff, switchOn, WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  trustCertificate();
  server = await LiveServer.start({ ...certificate });
});
afterAll(() => server.close());

/** An open WebSocket. */
async function openWebSocket(space: Space): Promise<TLSSocket> {
  const socket = tls.connect({ port: server.port, host: 'localhost' });
  await once(socket, 'secureConnect');
  const { pathname } = new URL(space.base);
  const fields = [`Host: localhost:${server.port}`, ...openingFields];
  socket.write(`GET ${pathname}ws/echo HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
  return socket;
}

async function codeOfError(socket: TLSSocket): Promise<string | undefined> {
  const [{ code }] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  return code;
}

test('cut resets the TCP connection, whether or not anybody watches', async () => {
  const space = await server.space();
  const unwatched = await openWebSocket(space);
  const reset = codeOfError(unwatched);
  await switchOn(server, space, { fault: 'cut' });
  expect(await reset).toBe('ECONNRESET');

  using wire = await WireFollowing.of(server, space);
  const watched = await openWebSocket(space);
  const again = codeOfError(watched);
  await switchOn(server, space, { fault: 'cut' });
  expect(await again).toBe('ECONNRESET');
  const closed = await wire.record(({ kind }) => kind === 'closed');
  expect(closed).toMatchObject({ direction: 'down', summary: 'server RST' });
});

test('freeze hides from the client that the server has given up on it', async () => {
  const space = await server.space();
  const socket = await openWebSocket(space);
  await switchOn(server, space, { fault: 'freeze' });
  // Two pings that nobody answers, and the heartbeat after them.
  for (let beat = 0; beat < 8; beat += 1) server.clock.advance(15_000);
  await server.untilOpen({});
  expect(socket.readyState).toBe('open');
  const reset = codeOfError(socket);
  await switchAllOff(server, space);
  expect(await reset).toBe('ECONNRESET');
});
