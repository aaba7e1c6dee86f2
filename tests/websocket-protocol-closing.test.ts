/** What RFC 6455 says of text and of closing, after the sections 6 and 7 of the Autobahn test suite. */
import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { bytewise, close, frame, opcodes, text } from './support/frames.ts';
import { closed, message, run, taken, untilAnswered } from './support/web-socket-session.ts';

const more = (payload: string | Uint8Array, final = false) =>
  frame({ opcode: opcodes.continuation, payload, final });
const first = (payload: string | Uint8Array) =>
  frame({ opcode: opcodes.text, payload, final: false });
/** One text message in fragments of one byte. */
const inBytes = (payload: Uint8Array) => [
  ...bytewise(payload).map((byte, index) => (index === 0 ? first(byte) : more(byte))),
  more('', true),
];
const closeBytes = (...payload: number[]) =>
  frame({ opcode: opcodes.close, payload: Uint8Array.from(payload) });
const protocolError = closed(1002, 'bad-request');
const invalidText = closed(1007, 'bad-request');

type Case = [name: string, frames: Uint8Array[], expected: unknown];

const utf8 = 'κόσμε ✓ 😀';
const said = Buffer.from(JSON.stringify({ event: 'say', data: { text: utf8 }, ref: 1 }));
const inText = (bytes: number[]) =>
  Buffer.concat([Buffer.from('{"event":"'), Buffer.from(bytes), Buffer.from('"}')]);

const texts: Case[] = [
  ['6.2.1 text outside ASCII', [text(said)], taken(1)],
  [
    '6.2.2 the same cut between characters',
    [first(said.subarray(0, 34)), more(said.subarray(34), true)],
    taken(1),
  ],
  ['6.2.3 the same in fragments of one byte', inBytes(said), taken(1)],
  [
    '6.3.1 a bad byte in the middle',
    [text(inText([0xce, 0xba, 0xed, 0xa0, 0x80, 0x65]))],
    invalidText,
  ],
  ['6.3.2 the same in fragments of one byte', inBytes(inText([0xed, 0xa0, 0x80])), invalidText],
  [
    '6.4.1 a bad byte in the second of three fragments',
    [
      first(inText([0xce, 0xba])),
      more(Buffer.from([0xf4, 0x90, 0x80, 0x80])),
      more('edited', true),
    ],
    invalidText,
  ],
  ...[
    ['6.6.1 half a character at the end', [0xce]],
    ['6.10.1 one overlong', [0xc0, 0xaf]],
    ['6.11.1 the longest overlong', [0xfc, 0x83, 0xbf, 0xbf, 0xbf, 0xbf]],
    ['6.14.1 a continuation alone', [0x80]],
    ['6.15.1 a start alone', [0xf0, 0x20]],
    ['6.17.1 bytes that are never UTF-8', [0xfe, 0xff]],
    ['6.20.1 a surrogate', [0xed, 0xa0, 0x80]],
    ['6.20.5 a pair of surrogates', [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]],
    ['6.23.1 beyond the last character', [0xf4, 0x90, 0x80, 0x80]],
  ].map(([name, bytes]): Case => [name as string, [text(inText(bytes as number[]))], invalidText]),
  [
    '6.22.1 a noncharacter, which is valid',
    [text(Buffer.from('{"event":"say","data":{"text":"\uffff"},"ref":1}'))],
    taken(1),
  ],
];

const closings: Case[] = [
  [
    '7.1.1 a message, then a close',
    [text(message), untilAnswered, close(1000)],
    [...taken(1), ...closed(1000)],
  ],
  ['7.1.2 two closes', [close(1000), close(1001)], closed(1000)],
  ['7.1.3 a ping behind a close', [close(1000), frame({ opcode: 9, payload: 'a' })], closed(1000)],
  ['7.1.4 a message behind a close', [close(1000), text(message)], closed(1000)],
  ['7.1.5 a close inside a message', [first('{'), close(1000), more('}', true)], closed(1000)],
  ['a close byte by byte', bytewise(close(1000, 'bye')), closed(1000, 'bye')],
  ['7.3.1 a close without a code', [closeBytes()], closed(1005)],
  ['7.3.2 half a code', [closeBytes(3)], protocolError],
  ['7.3.3 a code alone', [close(1000)], closed(1000)],
  ['7.3.4 a code and a reason', [close(1000, 'Ωmega')], closed(1000, 'Ωmega')],
  ['7.3.5 the longest reason', [close(1000, 'x'.repeat(123))], closed(1000, 'x'.repeat(123))],
  ['7.3.6 a reason too long', [close(1000, 'x'.repeat(124))], protocolError],
  [
    '7.5.1 a reason that is not UTF-8',
    [close(1000, Uint8Array.of(0xce, 0xba, 0xed, 0xa0, 0x80))],
    invalidText,
  ],
  ['a reason that ends in half a character', [close(1000, Uint8Array.of(0xce))], invalidText],
  ...[
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
  ].map((code, index): Case => [`7.7.${index + 1} the code ${code}`, [close(code)], closed(code)]),
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map(
    (code, index): Case => [`7.9.${index + 1} the code ${code}`, [close(code)], protocolError],
  ),
];

besideBystander('text and closing', [], (beside) => {
  describe.each([
    ['UTF-8 (§8.1)', texts],
    ['closing (§5.5.1, §7.4)', closings],
  ])('%s', (_, cases) => {
    test.each(cases)('%s', async (_name, frames, expected) => {
      expect(await run(beside, frames)).toEqual(expected);
    });
  });
});
