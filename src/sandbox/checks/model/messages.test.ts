import { encode } from '@msgpack/msgpack';
import { expect, test } from 'vitest';
import type { Direction } from '../../../../sandbox-server/wire/record.ts';
import { frame, opcodes } from '../../../../tests/support/frames.ts';
import { recordConnection } from '../../../../tests/support/recorded-connection.ts';
import { ExchangeLog } from './exchange-log.ts';

/** An open WebSocket and what a check sees of it. */
function open(subprotocol?: string, kept?: number) {
  const log = new ExchangeLog(() => new Promise(() => {}));
  const wire = recordConnection((record) => log.take(record), 1, kept);
  wire.cross('up', 'GET /s/space/ws/chat HTTP/1.1\r\nUpgrade: websocket\r\n\r\n');
  const chosen = subprotocol === undefined ? '' : `Sec-WebSocket-Protocol: ${subprotocol}\r\n`;
  wire.cross('down', `HTTP/1.1 101 Switching Protocols\r\n${chosen}\r\n`);
  const [exchange] = log.exchanges;
  if (!exchange) throw new Error('There is no exchange.');
  const cross = (
    direction: Direction,
    opcode: keyof typeof opcodes,
    payload: string | Uint8Array,
    final = true,
  ) => {
    const masked = direction === 'up';
    wire.cross(direction, frame({ opcode: opcodes[opcode], payload, final, masked }));
  };
  return { exchange, cross };
}

test('reads MessagePack where the server has chosen it, under its mask too', () => {
  const { exchange, cross } = open('msgpack');
  cross('up', 'binary', encode({ event: 'say', data: { text: 'grüß dich' }, ref: 1 }));
  cross('down', 'binary', encode({ id: 'e-1', event: 'said', data: { list: [1, null] }, time: 5 }));
  cross('down', 'binary', encode({ ack: 1, id: 'e-1' }));
  expect(exchange.sent).toMatchObject([
    {
      text: '{"event":"say","data":{"text":"grüß dich"},"ref":1}',
      json: { event: 'say', data: { text: 'grüß dich' }, ref: 1 },
    },
  ]);
  expect(exchange.events).toMatchObject([
    { id: 'e-1', event: 'said', data: { list: [1, null] } },
    { id: 'e-1', event: 'ack', data: { ack: 1, id: 'e-1' } },
  ]);
  expect(exchange.lastEventId).toBe('e-1');
});

test('joins a binary message that comes in several frames', () => {
  const { exchange, cross } = open('msgpack');
  const message = encode({ id: 'e-1', event: 'said', data: 'x'.repeat(300) });
  cross('down', 'binary', message.subarray(0, 100), false);
  cross('down', 'ping', '');
  cross('down', 'continuation', message.subarray(100));
  expect(exchange.events).toMatchObject([{ id: 'e-1', data: 'x'.repeat(300) }]);
});

test('a character may begin in one frame of a text and end in the next', () => {
  const { exchange, cross } = open();
  const bytes = Buffer.from('{"text":"ü"}');
  const inside = bytes.indexOf('ü') + 1;
  cross('up', 'text', bytes.subarray(0, inside), false);
  cross('up', 'continuation', bytes.subarray(inside));
  expect(exchange.sent).toMatchObject([{ text: '{"text":"ü"}', json: { text: 'ü' } }]);
});

test('what is not MessagePack, or not agreed on, is shown in hexadecimal', () => {
  const agreed = open('msgpack');
  agreed.cross('up', 'binary', Uint8Array.of(0xc1, 0x00));
  expect(agreed.exchange.sent).toMatchObject([{ text: 'c1 00', json: undefined }]);
  const json = open();
  json.cross('up', 'binary', encode({ event: 'say' }));
  expect(json.exchange.sent).toMatchObject([
    { text: '81 a5 65 76 65 6e 74 a3 73 61 79', json: undefined },
  ]);
});

test('an array that declares more than it has takes no memory', () => {
  const { exchange, cross } = open('msgpack');
  cross('up', 'binary', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff));
  expect(exchange.sent).toMatchObject([{ json: undefined }]);
});

test('of a message that was not kept whole, a text is known and MessagePack is not', () => {
  const long = 'x'.repeat(500);
  const text = open(undefined, 400);
  text.cross('down', 'text', JSON.stringify({ id: 'e-1', event: 'said', data: long }));
  expect(text.exchange.events).toMatchObject([{ id: 'e-1', event: 'said', data: long }]);
  const binary = open('msgpack', 400);
  binary.cross('down', 'binary', encode({ id: 'e-1', event: 'said', data: long }));
  expect(binary.exchange.events).toMatchObject([{ id: undefined, event: 'message' }]);
});
