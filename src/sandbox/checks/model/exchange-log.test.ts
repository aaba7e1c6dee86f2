import { expect, test } from 'vitest';
import type { Direction } from '../../../../sandbox-server/wire/record.ts';
import { recordConnection } from '../../../../tests/support/recorded-connection.ts';
import type { Wait } from '../wait/waits.ts';
import { ExchangeLog } from './exchange-log.ts';

const never: Wait = () => new Promise(() => {});

const connection = (log: ExchangeLog) => recordConnection((record) => log.take(record));

const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
const streamHead =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';
const frame = (direction: Direction, opcode: number, payload: Uint8Array | string) => {
  const bytes = Buffer.from(payload);
  const mask = direction === 'up' ? [0, 0, 0, 0] : [];
  return Buffer.from([
    0x80 | opcode,
    (direction === 'up' ? 0x80 : 0) | bytes.length,
    ...mask,
    ...bytes,
  ]);
};

test('reads an event stream: its request, its events, its comments, and how it ended', () => {
  const log = new ExchangeLog(never);
  const wire = connection(log);
  wire.cross('up', 'GET /s/space/sse/clock?every=500 HTTP/1.1\r\nLast-Event-ID: e-4\r\n\r\n', 10);
  wire.cross('down', streamHead, 20);
  wire.cross('down', chunk('retry: 2500\n\n'), 30);
  wire.cross('down', chunk('id: e-5\nevent: tick\ndata: {"count":5}\n\n:\n\n'), 5000);
  wire.cross('down', chunk('id: e-6\nevent: tick\ndata: {"cou'), 5500);
  wire.cross('down', chunk('nt":6}\n\n'), 5600);
  wire.end('server RST', 6100);

  const [exchange] = log.exchanges;
  expect(exchange).toMatchObject({
    transport: 'sse',
    topic: 'clock',
    method: 'GET',
    path: 'sse/clock',
    status: 200,
    retry: 2500,
    openedAt: 10,
    lastEventId: 'e-6',
    closed: { time: 6100, by: 'server', wasReset: true, code: undefined },
    events: [
      { id: 'e-5', event: 'tick', data: { count: 5 }, time: 5000 },
      { id: 'e-6', event: 'tick', data: { count: 6 }, time: 5600 },
    ],
    comments: [{ text: '', time: 5000 }],
  });
  expect(exchange?.query.get('every')).toBe('500');
  expect(exchange?.headers.get('last-event-id')).toBe('e-4');
  // The last one went out half a second before the reset, so that it may not have arrived.
  expect(exchange?.possibleCursors).toEqual(['e-6', 'e-5']);
});

test('a stream that brought nothing may be resumed after what it began with', () => {
  const log = new ExchangeLog(never);
  const wire = connection(log);
  wire.cross('up', 'GET /s/space/ws/clock?after=e-9 HTTP/1.1\r\nUpgrade: websocket\r\n\r\n', 10);
  wire.end('server RST', 20);
  expect(log.exchanges[0]?.possibleCursors).toEqual(['e-9']);
  expect(log.exchanges[0]?.status).toBeUndefined();
});

test('reads a WebSocket: messages both ways, acknowledgements, frames, and the closing code', () => {
  const log = new ExchangeLog(never);
  const wire = connection(log);
  wire.cross('up', 'GET /s/space/ws/chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n', 1);
  wire.cross('down', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', 2);
  wire.cross('up', frame('up', 1, '{"event":"say","data":{"text":"hi"},"ref":"1"}'), 3);
  wire.cross('down', frame('down', 9, ''), 4);
  wire.cross(
    'down',
    frame('down', 1, '{"id":"e-1","event":"said","data":{"text":"hi"},"time":0}'),
    5,
  );
  wire.cross('down', frame('down', 1, '{"ack":"1","id":"e-1"}'), 6);
  wire.cross('up', frame('up', 8, Uint8Array.of(0x03, 0xe8)), 7);
  wire.cross('down', frame('down', 8, Uint8Array.of(0x03, 0xe8)), 8);
  wire.end('server FIN', 9);

  expect(log.exchanges[0]).toMatchObject({
    transport: 'ws',
    status: 101,
    events: [
      { id: 'e-1', event: 'said', data: { text: 'hi' } },
      { id: 'e-1', event: 'ack', data: { ack: '1', id: 'e-1' } },
    ],
    sent: [{ json: { event: 'say', data: { text: 'hi' }, ref: '1' }, time: 3 }],
    lastEventId: 'e-1',
    closed: { by: 'client', code: 1000, wasReset: false, time: 9 },
  });
  expect(log.exchanges[0]?.frames.map(({ direction, opcode }) => `${direction} ${opcode}`)).toEqual(
    ['up text', 'down ping', 'down text', 'down text', 'up close', 'down close'],
  );
});

test('joins a message that comes in several frames', () => {
  const log = new ExchangeLog(never);
  const wire = connection(log);
  wire.cross('up', 'GET /s/space/ws/echo HTTP/1.1\r\n\r\n');
  wire.cross('down', 'HTTP/1.1 101 Switching Protocols\r\n\r\n');
  wire.cross('down', Buffer.from([0x01, 2, ...Buffer.from('{"')]));
  wire.cross('down', Buffer.from([0x80, 12, ...Buffer.from('event":"one"')]));
  wire.cross('down', frame('down', 1, '{}'));
  expect(log.exchanges[0]?.events.map(({ event }) => event)).toEqual(['message', 'message']);
  expect(log.exchanges[0]?.events[0]?.data).toBe('{"event":"one"');
});

test('reads requests that share a connection, their bodies and their answers', () => {
  const log = new ExchangeLog(never);
  const wire = connection(log);
  const body = '{"event":"say","data":{"text":"hi"}}';
  wire.cross(
    'up',
    `POST /s/space/send/chat HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    1,
  );
  wire.cross('down', 'HTTP/1.1 202 Accepted\r\nContent-Length: 12\r\n\r\n{"id":"e-1"}', 2);
  wire.cross('up', 'GET /s/space/poll/chat HTTP/1.1\r\n\r\n', 3);
  const answer = '{"events":[{"id":"e-1","event":"said","data":{},"time":0}],"next":"e-1"}';
  wire.cross('down', `HTTP/1.1 200 OK\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`, 4);
  wire.cross('up', 'GET /s/space/sse/clock HTTP/1.1\r\n\r\n', 5);
  wire.cross('down', 'HTTP/1.1 204 No Content\r\n\r\n', 6);
  wire.end('client FIN', 7);

  const [send, poll, stream] = log.exchanges;
  expect(send).toMatchObject({
    transport: 'send',
    sent: [{ json: { event: 'say' } }],
    body: '{"id":"e-1"}',
  });
  expect(send?.closed).toMatchObject({ by: 'complete', time: 2 });
  expect(poll).toMatchObject({
    transport: 'poll',
    lastEventId: 'e-1',
    events: [{ event: 'said' }],
  });
  expect(stream).toMatchObject({ status: 204, closed: { by: 'complete', time: 6 } });
});

test('what comes on a connection whose request was before the run belongs to nothing', () => {
  const log = new ExchangeLog(never);
  connection(log).end('client FIN');
  expect(log.exchanges).toEqual([]);
  expect(log.records).toHaveLength(1);
});

test('an event whose bytes were not all kept is lost, and those after it are not', () => {
  const log = new ExchangeLog(never);
  const wire = recordConnection((record) => log.take(record), 1, 400);
  wire.cross('up', 'GET /s/space/sse/clock HTTP/1.1\r\n\r\n');
  wire.cross('down', streamHead);
  const long = 'x'.repeat(400);
  wire.cross('down', chunk(`id: e-1\ndata: short\n\nid: e-2\ndata: ${long}\n\n`));
  wire.cross('down', chunk('id: e-3\ndata: short\n\n'));
  expect(log.exchanges[0]?.events.map(({ id, data }) => [id, data])).toEqual([
    ['e-1', 'short'],
    ['e-3', 'short'],
  ]);
});

test('a preflight is no request of its topic', () => {
  const log = new ExchangeLog(never);
  const wire = connection(log);
  wire.cross('up', 'OPTIONS /s/space/send/chat HTTP/1.1\r\n\r\n');
  wire.cross('down', 'HTTP/1.1 204 No Content\r\n\r\n');
  expect(log.exchanges[0]).toMatchObject({
    transport: 'other',
    method: 'OPTIONS',
    path: 'send/chat',
    closed: { by: 'complete' },
  });
});
