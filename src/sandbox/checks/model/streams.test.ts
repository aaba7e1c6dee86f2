import { expect, test } from 'vitest';
import type { StreamRecorder } from '../../../../sandbox-server/wire/stream-recorder.ts';
import { recordSession } from '../../../../tests/support/recorded-connection.ts';
import { ExchangeLog } from './exchange-log.ts';

function connection(kept?: number) {
  const log = new ExchangeLog(() => new Promise(() => {}));
  return { log, session: recordSession((record) => log.take(record), 1, kept) };
}

function ask(stream: StreamRecorder, path: string, method = 'GET', isEnd = true): void {
  const pseudo = [':method', method, ':path', `/s/space/${path}`, ':scheme', 'https'];
  const fields = ['last-event-id', 'e-4', 'cookie', 'secret'];
  stream.requested([...pseudo, ':authority', 'localhost:4323', ...fields], isEnd);
}

const answer = { ':status': 200, 'content-type': 'text/event-stream' };

test('reads streams that share a connection, each by itself', () => {
  const { log, session } = connection();
  const [first, second] = [session.stream(1), session.stream(3)];
  ask(first, 'sse/clock?every=500');
  ask(second, 'sse/ticker');
  first.responded(answer, false);
  second.responded(answer, false);
  session.time = 5000;
  first.data('down', Buffer.from('retry: 2500\n\nid: e-5\nevent: tick\ndata: {"cou'));
  second.data('down', Buffer.from('id: f-1\ndata: {}\n\n:\n\n'));
  session.time = 5600;
  first.data('down', Buffer.from('nt":5}\n\n'));
  session.time = 6000;
  first.closed('server', 2);
  second.closed('client', 8);
  expect(log.exchanges).toMatchObject([
    {
      transport: 'sse',
      topic: 'clock',
      method: 'GET',
      path: 'sse/clock',
      status: 200,
      retry: 2500,
      connection: 1,
      lastEventId: 'e-5',
      events: [{ id: 'e-5', event: 'tick', data: { count: 5 }, time: 5600 }],
      closed: { time: 6000, by: 'server', wasReset: true, code: undefined },
    },
    {
      topic: 'ticker',
      lastEventId: 'f-1',
      events: [{ id: 'f-1', event: 'message' }],
      comments: [{ text: '', time: 5000 }],
      closed: { by: 'client', wasReset: true },
    },
  ]);
  expect(log.exchanges[0]?.query.get('every')).toBe('500');
  expect(log.exchanges[0]?.possibleCursors).toEqual(['e-5', 'e-4']);
});

test('pseudo-headers and flags are no fields, and the authority stands for the host', () => {
  const { log, session } = connection();
  const stream = session.stream(1);
  ask(stream, 'sse/clock');
  stream.responded({ ':status': 204, date: 'today' }, true);
  const [exchange] = log.exchanges;
  expect(Object.fromEntries(exchange?.headers ?? [])).toEqual({
    host: 'localhost:4323',
    'last-event-id': 'e-4',
    cookie: 'redacted',
  });
  expect(Object.fromEntries(exchange?.responseHeaders ?? [])).toEqual({ date: 'today' });
  expect(exchange?.closed).toMatchObject({ by: 'complete', wasReset: false });
});

test('reads what is sent up and what comes down, at the times of their last bytes', () => {
  const { log, session } = connection();
  const stream = session.stream(1);
  ask(stream, 'send/chat', 'POST', false);
  session.time = 1;
  stream.data('up', Buffer.from('{"event":'));
  session.time = 2;
  stream.data('up', Buffer.from('"say"}'));
  session.time = 3;
  stream.finished('up');
  stream.responded({ ':status': 202 }, false);
  stream.data('down', Buffer.from('{"id":"e-1"}'));
  session.time = 4;
  stream.finished('down');
  stream.closed('server', 0);
  const [exchange] = log.exchanges;
  expect(exchange).toMatchObject({
    transport: 'send',
    sent: [{ text: '{"event":"say"}', json: { event: 'say' }, time: 2 }],
    body: '{"id":"e-1"}',
    closed: { by: 'complete', time: 4 },
  });
  expect(exchange?.sent[0]?.record.size).toBe(6);
  expect(exchange?.closed?.record.summary).toBe('END_STREAM');
});

test('a reset after the answer was complete changes nothing', () => {
  const { log, session } = connection();
  const stream = session.stream(1);
  ask(stream, 'sse/clock');
  stream.responded(answer, false);
  stream.finished('down');
  stream.closed('client', 8);
  expect(log.exchanges[0]?.closed).toMatchObject({ by: 'complete', wasReset: false });
});

test('with their connection all streams end that are still open', () => {
  const { log, session } = connection();
  for (const id of [1, 3, 5]) ask(session.stream(id), 'sse/clock');
  session.stream(3).responded({ ':status': 204 }, true);
  session.about.goaway('client', 0, 5);
  expect(log.exchanges.map(({ closed }) => closed?.by)).toEqual([undefined, 'complete', undefined]);
  session.about.closed({ by: 'client', wasReset: true });
  const ends = log.exchanges.map(({ closed }) => `${closed?.by} ${closed?.wasReset}`);
  expect(ends).toEqual(['client true', 'complete false', 'client true']);
});

test('of a stream that was asked for before the run, nothing belongs to an exchange', () => {
  const { log, session } = connection();
  const before = session.stream(1);
  before.responded(answer, false);
  before.data('down', Buffer.from('data: late\n\n'));
  before.finished('down');
  expect(log.exchanges).toEqual([]);
  expect(log.records).toHaveLength(3);
});

test('an event whose bytes were not all kept is lost, and those after it are not', () => {
  const { log, session } = connection(400);
  const stream = session.stream(1);
  ask(stream, 'sse/clock');
  stream.responded(answer, false);
  stream.data('down', Buffer.from(`data: short\n\ndata: ${'x'.repeat(400)}\n\n`));
  stream.data('down', Buffer.from('data: after\n\n'));
  expect(log.exchanges[0]?.events.map(({ data }) => data)).toEqual(['short', 'after']);
});
