import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frame, opcodes } from '../../../tests/support/frames.ts';
import type { DecodedItem, Direction } from '../record.ts';
import { HttpConnectionDecoder, type Middle } from './http-connection.ts';

type Crossing = readonly [Direction, Buffer];

const up = (...texts: (string | Buffer)[]): Crossing => ['up', joined(texts)];
const down = (...texts: (string | Buffer)[]): Crossing => ['down', joined(texts)];
const joined = (texts: (string | Buffer)[]) => Buffer.concat(texts.map((one) => Buffer.from(one)));
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
/** As a server sends it. */
const unmasked = (payload: string) => Buffer.from([0x81, payload.length, ...Buffer.from(payload)]);

const upgrade = 'GET /s/a/ws/echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n';
const streamHead =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';

/** What crosses, with a line for each item that it holds. */
const conversations: Record<string, { crossings: Crossing[]; items: string[] }> = {
  'an event stream': {
    crossings: [
      up('GET /s/a/sse/echo HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n\r\n'),
      down(streamHead, chunk('retry: 3000\n\n'), chunk('id: 1\nevent: said\ndata: grüß\n\n')),
      down(chunk(': still here\r\n\r\n'), '0\r\n\r\n'),
    ],
    items: [
      'up request-head GET /s/a/sse/echo',
      'down response-head 200 OK',
      'down chunk retry: 3000',
      'down chunk event: said, data: grüß',
      'down chunk : still here',
      'down chunk last chunk',
    ],
  },
  'a WebSocket whose first frame comes with its handshake': {
    crossings: [
      up(upgrade, frame({ opcode: opcodes.text, payload: 'early' })),
      down('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
      down(unmasked('hello')),
      up(frame({ opcode: opcodes.text, payload: 'x'.repeat(130) })),
    ],
    items: [
      'up request-head GET /s/a/ws/echo',
      'down response-head 101 Switching Protocols',
      'up frame text, 5 bytes: early',
      'down frame text, 5 bytes: hello',
      `up frame text, 130 bytes: ${'x'.repeat(120)}`,
    ],
  },
  'an upgrade that is refused, and the next request': {
    crossings: [
      up(upgrade),
      down('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\nno'),
      up('GET /s/a/poll/echo HTTP/1.1\r\nHost: x\r\n\r\n'),
      down('HTTP/1.1 204 No Content\r\n\r\n'),
    ],
    items: [
      'up request-head GET /s/a/ws/echo',
      'down response-head 503 Service Unavailable',
      'down body no',
      'up request-head GET /s/a/poll/echo',
      'down response-head 204 No Content',
    ],
  },
  'an interim answer, and the real one': {
    crossings: [
      up('POST /s/a/send/echo HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n'),
      down('HTTP/1.1 100 Continue\r\n\r\n'),
      up('body'),
      down('HTTP/1.1 202 Accepted\r\nContent-Length: 3\r\n\r\nyes'),
    ],
    items: [
      'up request-head POST /s/a/send/echo',
      'down response-head 100 Continue',
      'up body body',
      'down response-head 202 Accepted',
      'down body yes',
    ],
  },
  'chunks with a trailer section, and a request behind them': {
    crossings: [
      up('POST /send HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', chunk('hello')),
      up('0\r\nSum: 42\r\nCookie: c\r\n\r\n', 'GET /next HTTP/1.1\r\n\r\n'),
      down('HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'),
    ],
    items: [
      'up request-head POST /send',
      'up chunk hello',
      'up chunk last chunk',
      'up request-head GET /next',
      'down response-head 202 Accepted',
      'down response-head 204 No Content',
    ],
  },
  'an answer to HEAD, which has no body': {
    crossings: [
      up('HEAD / HTTP/1.1\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n'),
      down('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'),
      down('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1'),
    ],
    items: [
      'up request-head HEAD /',
      'up request-head GET /',
      'down response-head 200 OK',
      'down response-head 200 OK',
      'down body 1',
    ],
  },
};

function decode(crossings: readonly Crossing[], middle?: Middle): [Direction, DecodedItem][] {
  const decoder = new HttpConnectionDecoder(middle);
  const all: [Direction, DecodedItem][] = [];
  const take = (direction: Direction, bytes: Uint8Array) => {
    for (const item of decoder.push(direction, bytes)) all.push([direction, item]);
  };
  for (const [direction, bytes] of crossings) {
    take(direction, bytes);
    if (direction === 'down') take('up', new Uint8Array(0));
  }
  for (const direction of ['up', 'down'] as const) {
    for (const item of decoder.finish(direction)) all.push([direction, item]);
  }
  return all;
}

const inWords = (items: readonly [Direction, DecodedItem][]) =>
  items.map(([direction, { kind, summary }]) => `${direction} ${kind} ${summary}`);

describe.each(Object.entries(conversations))('%s', (_, { crossings, items }) => {
  test('is told item by item', () => {
    expect(inWords(decode(crossings))).toEqual(items);
  });

  test('is told the same however its bytes are cut', () => {
    const whole = decode(crossings);
    expect(decode(crossings.flatMap(byteByByte))).toEqual(whole);
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(cuts, { minLength: crossings.length }), (all) => {
        const pieces = crossings.flatMap((crossing, index) => cutAt(crossing, all[index] ?? []));
        expect(decode(pieces)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });
});

function byteByByte([direction, bytes]: Crossing): Crossing[] {
  return [...bytes].map((byte): Crossing => [direction, Buffer.from([byte])]);
}

function cutAt([direction, bytes]: Crossing, places: readonly number[]): Crossing[] {
  const ends = [...places.map((place) => place % bytes.length), bytes.length];
  let start = 0;
  return ends
    .toSorted((one, other) => one - other)
    .map((end): Crossing => {
      const piece = bytes.subarray(start, end);
      start = end;
      return [direction, piece];
    });
}

test('a trailer that is a secret is left out', () => {
  const { crossings } =
    conversations['chunks with a trailer section, and a request behind them'] ?? {};
  const last = decode(crossings ?? []).find(([, { summary }]) => summary === 'last chunk')?.[1];
  expect(last?.parts.map(({ name, value }) => [name, value])).toEqual([
    ['chunk size', '0x0: 0 bytes'],
    ['sum', '42'],
    ['cookie', 'redacted'],
    ['end of chunk', undefined],
  ]);
  expect(Buffer.from(last?.bytes ?? []).toString()).not.toContain('Cookie: c');
});

test('what of an answer was cut off is told as incomplete', () => {
  const cut = decode([
    up('GET /s/a/poll/echo HTTP/1.1\r\n\r\n'),
    down('HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{"events"'),
  ]);
  expect(inWords(cut).at(-1)).toBe('down incomplete 9 bytes of a body that was cut off');
});

describe('from the middle of a connection on', () => {
  test.each([
    ['event-stream', chunk('data: 1\n\n'), 'down chunk data: 1'],
    ['web-socket', unmasked('hello'), 'down frame text, 5 bytes: hello'],
  ] as const)('%s goes on behind the rest of what had begun', (what, unit, item) => {
    const crossings = [down('rest', unit)];
    expect(inWords(decode(crossings, { what, rest: 4 }))).toEqual([
      'down incomplete 4 bytes of something that began before they were recorded',
      item,
    ]);
  });

  test.each([
    ['event-stream', `${streamHead}${chunk('data: 1\n\n')}`, 'down chunk data: 1'],
    [
      'web-socket',
      joined(['HTTP/1.1 101 Switching Protocols\r\n\r\n', unmasked('hello')]),
      'down frame text, 5 bytes: hello',
    ],
  ] as const)('%s may begin with its head', (what, bytes, item) => {
    const items = inWords(decode([down(bytes)], { what }));
    expect(items[0]).toMatch(/^down response-head/);
    expect(items[1]).toBe(item);
  });

  test('chunks are found again where a write begins', () => {
    const crossings = [down('data: of some event\n\n\r\n'), down(chunk('data: 2\n\n'))];
    expect(inWords(decode(crossings, { what: 'event-stream' }))).toEqual([
      'down incomplete 23 bytes of a chunk that began before they were recorded',
      'down chunk data: 2',
    ]);
  });
});
