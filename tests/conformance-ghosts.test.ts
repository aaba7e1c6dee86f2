/** Clients that leave at once, also before their session has begun, leave nothing behind. */
import { once } from 'node:events';
import http2, { type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificate, trustCertificate } from './support/certificate.ts';
import { openingFields } from './support/frames.ts';
import { LiveServer, type Space } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';
import { closed, ServerSockets } from './support/server-sockets.ts';

/** So many that some leave at each point of a request's way. */
const count = 40;

let sockets: ServerSockets;
let server: LiveServer;
let space: Space;
/** Tasks that wait while nobody is there. */
let waiting: number;

async function begin(options: Parameters<typeof LiveServer.start>[0]): Promise<void> {
  server = await LiveServer.start(options);
  space = await server.space();
  waiting = server.clock.waiting;
  sockets = new ServerSockets();
}

afterEach(async () => {
  sockets[Symbol.dispose]();
  await server.close();
});

/** Nothing is counted, and nothing waits for its time, once the server has seen them all go. */
async function expectNobody(): Promise<void> {
  await server.untilOpen({});
  // A ghost is counted after its client has gone, so one look is not enough.
  for (let turn = 0; turn < 5; turn += 1) expect(await server.open()).toEqual({});
  expect(server.clock.waiting).toBe(waiting);
}

describe('over HTTP/1.1', () => {
  beforeEach(() => begin({}));

  const upgrade = openingFields.map((field) => `${field}\r\n`).join('');
  const ways: readonly [string, string, string][] = [
    ['an event stream', 'sse/echo', ''],
    ['an event stream with a cursor', 'sse/echo?after=earliest', 'Last-Event-ID: other-1\r\n'],
    ['a held poll', 'long-poll/echo', ''],
    ['a WebSocket', 'ws/echo', upgrade],
    ['a WebSocket with a cursor', 'ws/echo?after=earliest', upgrade],
    ['a composed stream', 'compose?chunk=a&chunk=b&every=5000&end=hold', ''],
  ];
  const leaving: readonly [string, number, (socket: RawSocket) => void][] = [
    ['says that it is done with its request', 0, (socket) => socket.finish()],
    ['closes with its request', 0, (socket) => void socket[Symbol.asyncDispose]()],
    ['closes a turn later', 1, (socket) => void socket[Symbol.asyncDispose]()],
    ['resets a turn later', 1, (socket) => socket.reset()],
    ['resets some turns later', 3, (socket) => socket.reset()],
  ];

  describe.each(ways)('%s', (_, path, fields) => {
    test.each(leaving)('whose client %s', async (__, turns, leave) => {
      await Promise.all(
        Array.from({ length: count }, async () => {
          const client = await RawSocket.connect(server.port);
          const head = `GET /s/${space.id}/${path} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
          const sent = client.send(head);
          for (let turn = 0; turn < turns; turn += 1) {
            await new Promise((resolve) => setImmediate(resolve));
          }
          leave(client);
          await Promise.all([sent, client.rest()]);
          await client[Symbol.asyncDispose]();
        }),
      );
      const accepted = await sockets.accepted(server.port, count);
      await Promise.all(accepted.map(closed));
      await expectNobody();
    });
  });
});

describe('over HTTP/2', () => {
  beforeAll(trustCertificate);
  beforeEach(() => begin(certificate));

  const leaving: readonly [string, (stream: ClientHttp2Stream) => void][] = [
    ['cancels with its request', (stream) => stream.close(http2.constants.NGHTTP2_CANCEL)],
    [
      'cancels a turn later',
      (stream) => setImmediate(() => stream.close(http2.constants.NGHTTP2_CANCEL)),
    ],
    [
      'cancels when the head has come',
      (stream) => stream.once('response', () => stream.close(http2.constants.NGHTTP2_CANCEL)),
    ],
  ];

  test.each(leaving)('an event stream whose client %s', async (_, leave) => {
    const session = await connect();
    await Promise.all(Array.from({ length: count }, () => leaveAt(session, leave)));
    await expectNobody();
    session.close();
  });

  test('event streams whose connection is lost', async () => {
    for (let index = 0; index < 5; index += 1) {
      const session = await connect();
      const streams = Array.from({ length: count }, () => request(session));
      const closed = Promise.all(streams.map((stream) => once(stream, 'close')));
      if (index % 2 === 0) await once(streams[0] ?? session, 'response');
      session.destroy();
      await closed;
    }
    await expectNobody();
  });

  async function connect(): Promise<ClientHttp2Session> {
    const session = http2.connect(server.urls.live);
    await once(session, 'connect');
    return session;
  }

  function request(session: ClientHttp2Session): ClientHttp2Stream {
    const stream = session.request({ ':path': `/s/${space.id}/sse/echo` });
    stream.on('error', () => {});
    stream.resume();
    return stream;
  }

  async function leaveAt(
    session: ClientHttp2Session,
    leave: (stream: ClientHttp2Stream) => void,
  ): Promise<void> {
    const stream = request(session);
    const closed = once(stream, 'close');
    leave(stream);
    await closed;
  }
});
