import { expect, test } from 'vitest';
import type { Connection } from '../../runner/protocol.ts';
import { countOpen } from './connections.ts';

function connection(
  kind: Connection['kind'],
  endpoint: string,
  state: Connection['state'] = 'open',
): Connection {
  return { id: 1, kind, url: `http://live.test/s/one/${endpoint}`, state };
}

test('counts what is open by transport, in a fixed order', () => {
  expect(
    countOpen([
      connection('web-socket', 'ws/chat'),
      connection('event-source', 'sse/clock'),
      connection('event-source', 'sse/ticker?rate=5'),
      connection('event-source', 'sse/ticker', 'connecting'),
      connection('web-socket', 'ws/chat', 'closed'),
    ]),
  ).toEqual({
    open: 3,
    connecting: 1,
    waiting: 0,
    byTransport: [
      { transport: 'sse', count: 2 },
      { transport: 'ws', count: 1 },
    ],
  });
});

test('says of a request that is not answered yet that it waits', () => {
  const held = connection('fetch', 'long-poll/clock?after=1', 'connecting');
  expect(countOpen([held])).toEqual({ open: 0, connecting: 0, waiting: 1, byTransport: [] });
});

test('knows a fetch by its endpoint', () => {
  const { byTransport } = countOpen([
    connection('fetch', 'long-poll/ticker?after=1'),
    connection('fetch', 'poll/ticker'),
    connection('fetch', 'sse/clock'),
    connection('fetch', 'compose?chunk=a'),
    connection('fetch', 'send/chat'),
    { id: 6, kind: 'fetch', url: 'http://live.test/healthz', state: 'open' },
  ]);
  expect(byTransport).toEqual([
    { transport: 'sse', count: 2 },
    { transport: 'long-poll', count: 1 },
    { transport: 'poll', count: 1 },
    { transport: 'request', count: 2 },
  ]);
});
