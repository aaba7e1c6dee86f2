/**
 * The framing rules of RFC 6455 byte by byte, after the cases of the Autobahn test suite whose numbers stand in front
 * of the names. Where that suite expects an echo, the server's answer to a message or its pong shows that all is well.
 */
import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { bytewise, frame, opcodes, text } from './support/frames.ts';
import {
  closed,
  message,
  pongs,
  refused,
  run,
  taken,
  untilAnswered,
} from './support/web-socket-session.ts';

const { continuation, binary, ping, pong } = opcodes;
const pinging = (payload: string | Uint8Array, more = {}) =>
  frame({ opcode: ping, payload, ...more });
const more = (payload: string | Uint8Array, final = false) =>
  frame({ opcode: continuation, payload, final });
const first = (payload: string | Uint8Array) =>
  frame({ opcode: opcodes.text, payload, final: false });
const protocolError = closed(1002, 'bad-request');
const tooLarge = closed(1009, 'too-large');

/** A message that is taken, cut into two. */
const [front, back] = [message.slice(0, 20), message.slice(20)];
const filled = (length: number) => message.padEnd(length);

type Case = [name: string, frames: Uint8Array[], expected: unknown];

const framing: Case[] = [
  ['1.1.1 an empty message', [text('')], refused('The message is not JSON.')],
  ['1.1.2 125 bytes, the longest with a length of 7 bits', [text(filled(125))], taken(1)],
  ['1.1.3 126 bytes, the shortest with one of 16 bits', [text(filled(126))], taken(1)],
  ['1.1.4 127 bytes', [text(filled(127))], taken(1)],
  ['1.1.5 128 bytes', [text(filled(128))], taken(1)],
  ['1.1.6 65,535 bytes', [text(filled(65_535))], taken(1)],
  ['1.1.7 65,536 bytes, the shortest with one of 64 bits', [text(filled(65_536))], taken(1)],
  ['one byte more than the server takes', [text(filled(65_537))], tooLarge],
  ['the top bit of a 64-bit length', [frame({ opcode: 1, declared: 1n << 63n })], tooLarge],
  ['the longest 64-bit length', [frame({ opcode: 1, declared: (1n << 64n) - 1n })], tooLarge],
  [
    '1.2.1 an empty binary message where JSON is spoken',
    [frame({ opcode: binary })],
    closed(1003, 'unsupported-media-type'),
  ],
  [
    '1.2.2 a binary message where JSON is spoken',
    [frame({ opcode: binary, payload: message })],
    closed(1003, 'unsupported-media-type'),
  ],
  ['an unmasked message', [frame({ opcode: 1, payload: message, masked: false })], protocolError],
  ['an unmasked ping', [pinging('a', { masked: false })], protocolError],
  ['an unmasked close', [frame({ opcode: 8, masked: false })], protocolError],
];

const pings: Case[] = [
  ['2.1 an empty ping', [pinging('')], pongs('')],
  ['2.2 a ping with text', [pinging('Hello, world!')], pongs('Hello, world!')],
  [
    '2.3 a ping with bytes',
    [pinging(Buffer.from([0, 255, 254]))],
    pongs(Buffer.from([0, 255, 254])),
  ],
  ['2.4 a ping of 125 bytes', [pinging('x'.repeat(125))], pongs('x'.repeat(125))],
  ['2.5 a ping of 126 bytes', [pinging('x'.repeat(126))], protocolError],
  [
    '2.6 a ping of 125 bytes that comes byte by byte',
    bytewise(pinging('x'.repeat(125))),
    pongs('x'.repeat(125)),
  ],
  ['2.7 a pong that nobody asked for', [frame({ opcode: pong })], pongs()],
  ['2.8 one with a payload', [frame({ opcode: pong, payload: 'unsolicited' })], pongs()],
  ['2.9 one, then a ping', [frame({ opcode: pong, payload: 'a' }), pinging('b')], pongs('b')],
  [
    '2.10 ten pings',
    Array.from({ length: 10 }, (_, index) => pinging(`${index}`)),
    pongs(...'0123456789'),
  ],
  [
    '2.11 ten pings that come byte by byte',
    Array.from({ length: 10 }, (_, index) => bytewise(pinging(`${index}`))).flat(),
    pongs(...'0123456789'),
  ],
  [
    'a flood of 2,000 pings',
    [Buffer.concat(Array.from({ length: 2000 }, () => pinging('x'.repeat(125))))],
    pongs(...Array<string>(2000).fill('x'.repeat(125))),
  ],
];

const reserved: Case[] = [
  ...[0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70].map(
    (bits, index): Case => [
      `3.${index + 1} reserved bits ${(bits >> 4).toString(2).padStart(3, '0')}, after a message`,
      [
        text(message),
        untilAnswered,
        frame({ opcode: index % 2 === 0 ? 1 : ping, payload: 'a', reserved: bits }),
      ],
      [...taken(1), ...protocolError],
    ],
  ),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
    (opcode, index): Case => [
      `4.${index < 5 ? 1 : 2}.${(index % 5) + 1} reserved opcode ${opcode}, after a message`,
      [text(message), untilAnswered, frame({ opcode, payload: index % 2 === 0 ? '' : 'a' })],
      [...taken(1), ...protocolError],
    ],
  ),
];

const fragments: Case[] = [
  [
    '5.1 a ping in two fragments',
    [frame({ opcode: ping, payload: 'a', final: false }), more('b', true)],
    protocolError,
  ],
  [
    '5.2 a pong in two fragments',
    [frame({ opcode: pong, payload: 'a', final: false }), more('b', true)],
    protocolError,
  ],
  ['a close in two fragments', [frame({ opcode: 8, final: false }), more('', true)], protocolError],
  ['5.3 a message in two fragments', [first(front), more(back, true)], taken(1)],
  ['5.4 the same in one write', [Buffer.concat([first(front), more(back, true)])], taken(1)],
  [
    '5.5 the same byte by byte',
    bytewise(Buffer.concat([first(front), more(back, true)])),
    taken(1),
  ],
  [
    '5.6 a ping between two fragments',
    [first(front), pinging('p'), more(back, true)],
    [...pongs('p'), ...taken(1)],
  ],
  [
    '5.7 the same in one write',
    [Buffer.concat([first(front), pinging('p'), more(back, true)])],
    [...pongs('p'), ...taken(1)],
  ],
  [
    '5.8 the same byte by byte',
    bytewise(Buffer.concat([first(front), pinging('p'), more(back, true)])),
    [...pongs('p'), ...taken(1)],
  ],
  [
    '5.9 a final continuation of nothing, then a message',
    [more('a', true), text(message)],
    protocolError,
  ],
  [
    '5.12 a continuation of nothing that is not final, then a message',
    [more('a'), text(message)],
    protocolError,
  ],
  [
    '5.15 a continuation behind a whole message',
    [first(front), more(back, true), untilAnswered, more('a'), text(message)],
    [...taken(1), ...protocolError],
  ],
  ['5.18 a message begun inside another', [first(front), text(back)], protocolError],
  [
    'a binary message begun inside another',
    [first(front), frame({ opcode: binary, payload: back })],
    protocolError,
  ],
  [
    '5.19 five fragments with pings between them',
    [
      first(message.slice(0, 5)),
      more(message.slice(5, 9)),
      pinging('1'),
      more(message.slice(9, 15)),
      pinging('2'),
      more(''),
      more(message.slice(15), true),
    ],
    [...pongs('1', '2'), ...taken(1)],
  ],
  [
    '6.1.2 three empty fragments',
    [first(''), more(''), more('', true)],
    refused('The message is not JSON.'),
  ],
  [
    '6.1.3 an empty fragment, a message, an empty fragment',
    [first(''), more(message), more('', true)],
    taken(1),
  ],
  [
    'fragments that are too large together',
    [first(filled(40_000)), more(filled(40_000), true)],
    tooLarge,
  ],
  [
    'a flood of 20,000 fragments of one byte',
    [Buffer.concat([first('a'), ...Array.from({ length: 20_000 }, () => more('a'))])],
    closed(1008, 'too-large'),
  ],
  [
    'a flood of 20,000 empty fragments',
    [Buffer.concat([first(''), ...Array.from({ length: 20_000 }, () => more(''))])],
    closed(1008, 'too-large'),
  ],
];

besideBystander('the WebSocket protocol', ['--messages-per-second', '10000'], (beside) => {
  describe.each([
    ['framing (§5.2)', framing],
    ['pings and pongs (§5.5)', pings],
    ['reserved bits and opcodes (§5.2)', reserved],
    ['fragments (§5.4)', fragments],
  ])('%s', (_, cases) => {
    test.each(cases)('%s', async (_name, frames, expected) => {
      expect(await run(beside, frames)).toEqual(expected);
    });
  });
});
