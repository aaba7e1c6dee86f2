import { afterAll, beforeAll, expect, test } from 'vitest';
import { openingFields } from '../tests/support/frames.ts';
import { LiveServer } from '../tests/support/live-server.ts';
import { RawSocket } from '../tests/support/raw-socket.ts';

let server: LiveServer;
let path: string;
beforeAll(async () => {
  server = await LiveServer.start();
  path = `${new URL((await server.space()).base).pathname}ws/echo`;
});
afterAll(() => server.close());

async function ask(socket: RawSocket, version: string, fields: readonly string[]) {
  await socket.send(
    [`GET ${path} HTTP/${version}`, 'Host: localhost', ...fields, '', ''].join('\r\n'),
  );
  const { status, headers } = await socket.response();
  return [status, headers.get('upgrade'), headers.get('connection')];
}

test('who should ask for an upgrade is told so in this answer alone, on a connection that stays', async () => {
  await using socket = await RawSocket.connect(server.port);
  expect(await ask(socket, '1.1', [])).toEqual([426, 'websocket', 'Upgrade']);
  expect(await ask(socket, '1.1', [])).toEqual([426, 'websocket', 'Upgrade']);
});

test.each([
  ['wants the connection to end', '1.1', ['Connection: close']],
  ['speaks HTTP/1.0', '1.0', []],
  ['asks for another version', '1.1', openingFields.filter((field) => !/version/i.test(field))],
])('the connection ends behind it for who %s', async (_, version, fields) => {
  await using socket = await RawSocket.connect(server.port);
  expect(await ask(socket, version, fields)).toEqual([426, 'websocket', 'Upgrade, close']);
  expect((await socket.rest()).ending).toBe('finished');
});
