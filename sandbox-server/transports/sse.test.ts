import { expect, test } from 'vitest';
import { answerOf, heldForNobody } from '../../tests/support/exchange.ts';
import { ManualClock } from '../../tests/support/manual-clock.ts';
import { MemoryLog } from '../logs/memory-log.ts';
import { Refusal } from '../refusal.ts';
import { RunningTopic } from '../running-topic.ts';
import type { OpenConnection } from '../space.ts';
import echo from '../topics/echo/topic.ts';
import { serveEventStream } from './sse.ts';

/** The whole stream that a client gets when the server does something to its connection in the turn of its request. */
function streamAfter(act: (connection: OpenConnection) => void): Promise<Response> {
  return answerOf(serveEventStream, emptyTopic(), (connection) => {
    act(connection);
    // Ends what does not end by itself, once the session has begun.
    setImmediate(() => setImmediate(() => connection.drain()));
  });
}

function emptyTopic(): RunningTopic {
  const clock = new ManualClock();
  const log = new MemoryLog({ epoch: 'epoch', capacity: 10, clock });
  return new RunningTopic({ topic: echo, params: {}, log, clock, random: () => 0 });
}

const goodbye =
  'event:draining\ndata:{"reason":"draining","message":"The server is stopping.","help":"Connect again in a moment."}\n\n';

test('a heartbeat before the stream has begun is left out', async () => {
  const response = await streamAfter((connection) => connection.heartbeat());
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect((await response.text()).replace(/\d{4}/, 'N')).toBe(`retry:N\n\n${goodbye}`);
});

test('a stream that must end before it has begun begins, says why, and ends', async () => {
  const response = await streamAfter((connection) => connection.drain());
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect((await response.text()).replace(/\d{4}/, 'N')).toBe(`retry:N\n\n${goodbye}`);
});

test('a stream that is dropped is told so, without an id of its own', async () => {
  const response = await streamAfter((connection) =>
    connection.end(new Refusal('unknown-space', 'Gone.', 'Make a new one.')),
  );
  expect((await response.text()).replace(/\d{4}/, 'N')).toBe(
    'retry:N\n\nevent:dropped\ndata:{"reason":"unknown-space","message":"Gone.","help":"Make a new one."}\n\n',
  );
});

test('nothing is held for a client that had left before', async () => {
  expect(await heldForNobody(serveEventStream, emptyTopic())).toEqual([]);
});
