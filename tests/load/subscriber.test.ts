import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { Subscriber } from './generator/subscriber.ts';
import type { Channel, Transport } from './job.ts';

async function listen(answer: RequestListener): Promise<AsyncDisposable & { server: Server }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    server,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function channel(server: Server, transport: Transport): Channel {
  const { port } = server.address() as AddressInfo;
  return {
    transport,
    subscribe: { port, path: '/' },
    publish: { port, path: '/', around: ['', ''] },
  };
}

/** Follows the channel until this many events have come, or the connection is lost. */
async function follow(where: Channel, events: number): Promise<Subscriber> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const subscriber = new Subscriber(
    where,
    {
      events: (self) => {
        if (self.events === events) resolve();
      },
      lost: (reason) => reject(new Error(reason)),
    },
    undefined,
  );
  subscriber.opened.catch(() => undefined);
  await promise;
  return subscriber;
}

test('counts the events of a real event stream', async () => {
  await using running = await listen((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 2000\n\ndata: one\n\ndata: t');
    response.write('wo\n\n');
  });
  const subscriber = await follow(channel(running.server, 'sse'), 2);
  expect(subscriber.connected).toBe(true);
  subscriber.destroy();
  expect(subscriber.connected).toBe(false);
});

test('counts the messages of a real WebSocket and answers its pings', async () => {
  await using running = await listen((_, response) => response.writeHead(404).end());
  const webSockets = new WebSocketServer({ server: running.server });
  const pong = Promise.withResolvers<string>();
  webSockets.on('connection', (webSocket) => {
    webSocket.on('pong', (payload) => pong.resolve(payload.toString()));
    webSocket.ping('still here');
    webSocket.send('one');
    webSocket.send('t'.repeat(300));
  });
  const subscriber = await follow(channel(running.server, 'ws'), 2);
  expect(await pong.promise).toBe('still here');
  subscriber.destroy();
});

test('says what a server answered that refuses', async () => {
  await using running = await listen((_, response) => response.writeHead(429).end('later'));
  await expect(follow(channel(running.server, 'sse'), 1)).rejects.toThrow(
    'the server answered "http/1.1 429 too many requests", body "5\r\nlater\r\n0\r\n\r\n"',
  );
});
