/** Streams and WebSockets on raw sockets, for tests of the bytes themselves. */
import { openingFields } from './frames.ts';
import type { LiveServer, Space } from './live-server.ts';
import { RawSocket } from './raw-socket.ts';

function pathOf(space: Space): string {
  return new URL(space.base).pathname;
}

/** Asks for an event stream and waits for nothing. */
export async function askForStream(
  server: LiveServer,
  space: Space,
  topic: string,
  fields: readonly string[] = [],
): Promise<RawSocket> {
  const socket = await RawSocket.connect(server.port);
  const head = [
    `GET ${pathOf(space)}sse/${topic} HTTP/1.1`,
    `Host: localhost:${server.port}`,
    ...fields,
    '',
    '',
  ];
  await socket.send(head.join('\r\n'));
  return socket;
}

/** An open event stream: its head and its reconnection time have been taken. */
export async function openStream(
  server: LiveServer,
  space: Space,
  topic: string,
): Promise<RawSocket> {
  const socket = await askForStream(server, space, topic);
  await socket.head();
  await socket.chunk();
  return socket;
}

export async function askForWebSocket(
  server: LiveServer,
  space: Space,
  topic: string,
): Promise<RawSocket> {
  const socket = await RawSocket.connect(server.port);
  const head = [
    `GET ${pathOf(space)}ws/${topic} HTTP/1.1`,
    `Host: localhost:${server.port}`,
    ...openingFields,
    '',
    '',
  ];
  await socket.send(head.join('\r\n'));
  return socket;
}

/** An open WebSocket: the answer to its opening handshake has been taken. */
export async function openWebSocket(
  server: LiveServer,
  space: Space,
  topic: string,
): Promise<RawSocket> {
  const socket = await askForWebSocket(server, space, topic);
  const { status } = await socket.head();
  if (status !== 101) throw new Error(`The handshake was answered ${status}.`);
  return socket;
}
