import { expect, test } from 'vitest';
import { clientFrame, FrameCounter, opcodes } from './generator/frame-counter.ts';

interface Seen {
  events: number;
  payload: string;
  pings: string[];
  closes: (number | undefined)[];
}

function read(bytes: Buffer, pieceSize = bytes.length): Seen {
  const seen: Seen = { events: 0, payload: '', pings: [], closes: [] };
  const counter = new FrameCounter({
    payload: (range, start, end) => {
      seen.payload += Buffer.from(range.subarray(start, end)).toString('latin1');
    },
    ping: (payload) => seen.pings.push(payload.toString()),
    close: (code) => seen.closes.push(code),
  });
  for (let index = 0; index < bytes.length; index += pieceSize) {
    counter.take(bytes, index, Math.min(bytes.length, index + pieceSize));
  }
  seen.events = counter.events;
  return seen;
}

/** A server's frame (RFC 6455, section 5.2). */
function frame(opcode: number, payload: Buffer, fin = true): Buffer {
  const first = (fin ? 0x80 : 0) | opcode;
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = first;
  if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

test.each([0, 1, 125, 126, 65_535, 65_536])('counts a message of %i bytes', (size) => {
  const payload = Buffer.alloc(size, 'x');
  const seen = read(
    Buffer.concat([frame(opcodes.text, payload), frame(opcodes.text, payload)]),
    997,
  );
  expect(seen.events).toBe(2);
  expect(seen.payload.length).toBe(size * 2);
});

test('counts a fragmented message once, a ping between its frames or not', () => {
  const bytes = Buffer.concat([
    frame(opcodes.text, Buffer.from('one '), false),
    frame(opcodes.ping, Buffer.from('are you there')),
    frame(opcodes.continuation, Buffer.from('two '), false),
    frame(opcodes.continuation, Buffer.from('three')),
    frame(opcodes.binary, Buffer.alloc(200, '.')),
  ]);
  for (let pieceSize = 1; pieceSize <= bytes.length; pieceSize++) {
    const seen = read(bytes, pieceSize);
    expect(seen.events).toBe(2);
    expect(seen.payload).toBe(`one two three${'.'.repeat(200)}`);
    expect(seen.pings).toEqual(['are you there']);
  }
});

test('reports the closing code, or its absence', () => {
  const code = Buffer.from([0x03, 0xf4]);
  expect(read(frame(opcodes.close, code)).closes).toEqual([1012]);
  expect(read(frame(opcodes.close, Buffer.alloc(0))).closes).toEqual([undefined]);
});

test('throws when a server masks', () => {
  expect(() => read(clientFrame(opcodes.text, Buffer.from('no')))).toThrow(
    'The server masked a frame, which only clients may.',
  );
});
