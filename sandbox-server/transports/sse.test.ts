import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { ManualClock } from '../../tests/support/manual-clock.ts';
import { Metrics } from '../metrics.ts';
import { optionsWith } from '../options.ts';
import { Refusal } from '../refusal.ts';
import { type OpenConnection, Space } from '../space.ts';
import echo from '../topics/echo/topic.ts';
import { serveEventStream } from './sse.ts';

/** The whole stream that a client gets when the server does something to its connection in the turn of its request. */
async function streamAfter(act: (connection: OpenConnection) => void): Promise<Response> {
  const options = optionsWith({});
  const clock = new ManualClock();
  const space = new Space({ id: 'any', seed: 'any', options, clock });
  const topic = space.topic(echo, new URLSearchParams());
  const server = http.createServer((request, response) => {
    let held: OpenConnection | undefined;
    const hold = (connection: OpenConnection) => {
      held = connection;
      return () => {};
    };
    const pass = { space, address: '', origin: undefined, hold };
    const service = { options, clock, metrics: new Metrics() };
    serveEventStream({ request, response, pass, topic, query: new URLSearchParams(), service });
    const connection = held;
    if (connection === undefined) throw new Error('The stream was not held.');
    act(connection);
    // Ends what does not end by itself, once the session has begun.
    setImmediate(() => setImmediate(() => connection.drain()));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const response = await fetch(`http://localhost:${port}`);
    return new Response(await response.text(), response);
  } finally {
    server.close();
  }
}

const draining =
  'event:draining\ndata:{"reason":"draining","message":"The server is stopping.","help":"Connect again in a moment."}\n\n';

test('a heartbeat before the stream has begun is left out', async () => {
  const response = await streamAfter((connection) => connection.heartbeat());
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect((await response.text()).replace(/\d{4}/, 'N')).toBe(`retry:N\n\n${draining}`);
});

test('a stream that must end before it has begun begins, says why, and ends', async () => {
  const response = await streamAfter((connection) => connection.drain());
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect((await response.text()).replace(/\d{4}/, 'N')).toBe(`retry:N\n\n${draining}`);
});

test('a stream that is dropped is told so, without an id of its own', async () => {
  const response = await streamAfter((connection) =>
    connection.end(new Refusal('unknown-space', 'Gone.', 'Make a new one.')),
  );
  expect((await response.text()).replace(/\d{4}/, 'N')).toBe(
    'retry:N\n\nevent:dropped\ndata:{"reason":"unknown-space","message":"Gone.","help":"Make a new one."}\n\n',
  );
});
