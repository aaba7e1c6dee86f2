import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { endpointOf, isReset, lanesOf, transportIn, transportOf } from './lanes.ts';

let number = 0;

function record(fields: Partial<WireRecord>): WireRecord {
  number += 1;
  return {
    number,
    connection: 1,
    time: number,
    direction: 'down',
    kind: 'chunk',
    summary: '',
    bytes: '',
    size: 0,
    parts: [],
    sizes: { payload: 0, framing: 0 },
    ...fields,
  };
}

const request = (target: string, fields: Partial<WireRecord> = {}) =>
  record({ kind: 'request-head', direction: 'up', summary: `GET ${target}`, ...fields });

test.each([
  ['/s/k3f9q/sse/clock?every=500', 'sse'],
  ['/s/k3f9q/compose?chunk=a', 'sse'],
  ['/s/k3f9q/ws/chat', 'ws'],
  ['/s/k3f9q/long-poll/ticker', 'long-poll'],
  ['/s/k3f9q/poll/ticker?after=x', 'poll'],
  ['/s/k3f9q/send/chat', 'request'],
])('a request for %s is %s', (target, transport) => {
  expect(transportOf(request(target))).toBe(transport);
});

test('without its request, a connection is known by its answer or by what crosses it', () => {
  const see = { document: 'RFC 9112', section: '5' } as const;
  const head = (summary: string, type: string) =>
    record({
      kind: 'response-head',
      summary,
      parts: [{ name: 'content-type', start: 0, end: 1, value: type, see }],
    });
  expect(transportOf(head('101 Switching Protocols', ''))).toBe('ws');
  expect(transportOf(head('200 OK', 'text/event-stream; charset=utf-8'))).toBe('sse');
  expect(transportOf(head('200 OK', 'application/json'))).toBeUndefined();
  expect(transportOf(record({ kind: 'frame' }))).toBe('ws');
  expect(transportOf(record({ parts: [{ name: 'data field', start: 0, end: 1 }] }))).toBe('sse');
});

test('a target is shown from below its space on', () => {
  expect(endpointOf('GET /s/k3f9q/sse/clock?every=500')).toBe('sse/clock?every=500');
  expect(endpointOf('GET /healthz')).toBe('/healthz');
});

test('adds up each connection by itself, in the order in which they began', () => {
  const event = { parts: [{ name: 'data field', start: 0, end: 1 }] };
  const lanes = lanesOf([
    request('/s/a/sse/clock', { connection: 2, time: 100, sizes: { payload: 0, framing: 400 } }),
    request('/s/a/ws/clock', { connection: 1, time: 101, sizes: { payload: 0, framing: 500 } }),
    record({ connection: 2, kind: 'response-head', time: 103, sizes: { payload: 0, framing: 90 } }),
    record({ connection: 2, time: 104, sizes: { payload: 12, framing: 5 } }),
    record({ connection: 2, time: 109, sizes: { payload: 77, framing: 6 }, ...event }),
    record({
      connection: 1,
      kind: 'frame',
      summary: 'text, 105 bytes',
      time: 111,
      sizes: { payload: 105, framing: 2 },
    }),
    record({ connection: 1, kind: 'closed', summary: 'server RST' }),
    record({ connection: 2, kind: 'closed', summary: 'client FIN, then server FIN' }),
  ]);
  expect(lanes).toEqual([
    {
      connection: 2,
      transport: 'sse',
      endpoint: 'sse/clock',
      requests: 1,
      sizes: { payload: 89, framing: 11, heads: 490 },
      isHttp2: false,
      streams: new Map([[0, 'sse']]),
      firstEvent: 9,
      end: 'FIN',
      isLoneEnd: false,
    },
    {
      connection: 1,
      transport: 'ws',
      endpoint: 'ws/clock',
      requests: 1,
      sizes: { payload: 105, framing: 2, heads: 500 },
      isHttp2: false,
      streams: new Map([[0, 'ws']]),
      firstEvent: 10,
      end: 'RST',
      isLoneEnd: false,
    },
  ]);
});

test('a connection that began before the recording has no request and no time to its first event', () => {
  const [lane] = lanesOf([record({ kind: 'frame', summary: 'text, 1 bytes' })]);
  expect(lane).toMatchObject({ endpoint: '', requests: 0, firstEvent: undefined, end: undefined });
});

test('a connection of which only the end was recorded is known as such', () => {
  const close = (direction: WireRecord['direction']) =>
    record({ kind: 'frame', summary: 'close, 2 bytes: 1001', direction });
  const [closed, cut, spoken] = lanesOf([
    close('up'),
    close('down'),
    record({ kind: 'closed', summary: 'client FIN, then server FIN' }),
    record({ kind: 'closed', summary: 'server RST', connection: 2 }),
    record({ kind: 'frame', summary: 'text, 1 bytes', connection: 3 }),
    record({ kind: 'closed', summary: 'server RST', connection: 3 }),
  ]);
  expect([closed, cut, spoken].map((lane) => lane?.isLoneEnd)).toEqual([true, true, false]);
});

test('a reset is told from an end in order', () => {
  expect(isReset(record({ kind: 'closed', summary: 'client RST' }))).toBe(true);
  expect(isReset(record({ kind: 'closed', summary: 'server FIN' }))).toBe(false);
  expect(isReset(record({ kind: 'chunk', summary: 'data: RST' }))).toBe(false);
});

test('a connection of HTTP/2 has streams of several kinds, and the first event counts from its own request', () => {
  const headers = (stream: number, target: string, time: number) =>
    request(target, { kind: 'headers', stream, time });
  const data = (stream: number, time: number, size = 10) =>
    record({ kind: 'data', stream, time, size, sizes: { payload: size, framing: 0 } });
  const field = { name: 'data field', start: 0, end: 1 };
  const records = [
    headers(1, '/s/a/sse/clock', 100),
    headers(3, '/s/a/poll/clock', 150),
    data(3, 160, 0),
    data(3, 170),
    { ...data(1, 180), parts: [field] },
    record({ kind: 'gap', connection: 0 }),
    record({ kind: 'reset', stream: 1, summary: 'RST_STREAM CANCEL', direction: 'up' }),
    record({ kind: 'closed', stream: 0, summary: 'connection closed' }),
  ];
  const lanes = lanesOf(records);
  expect(lanes).toMatchObject([
    {
      connection: 1,
      isHttp2: true,
      requests: 2,
      endpoint: 'poll/clock',
      firstEvent: 20,
      end: 'closed',
      sizes: { payload: 20 },
    },
  ]);
  expect(records.map((one) => transportIn(lanes[0], one))).toEqual([
    'sse',
    'poll',
    'poll',
    'poll',
    'sse',
    'sse',
    'sse',
    'request',
  ]);
});
