import { decode, encode } from '@msgpack/msgpack';
import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { closing, frame, opcodes, openingFields, takeFrame, text } from './support/frames.ts';
import type { RawSocket } from './support/raw-socket.ts';
import { request } from './support/refusals.ts';
import { readMetrics } from './support/server-process.ts';
import {
  closed,
  message,
  open,
  outcome,
  refused,
  run,
  taken,
} from './support/web-socket-session.ts';

const wrong = (problem: string) => refused(`The message is not right: ${problem}.`);
const wrongData = (problem: string) => refused(`The data of "say" is not right: ${problem}.`);
const unknown = refused('The topic "echo" takes no message of that name.');
const tooFast = refused('This space gets too many messages.');
const noEvent = 'event: Invalid input: expected string, received undefined';
const noData = 'data: Invalid input: expected nonoptional, received undefined';
const tooSlow = 'duplex_refusals_total{reason="too-slow"}';
const binary = (payload: Uint8Array) => frame({ opcode: opcodes.binary, payload });

besideBystander('messages over WebSockets', [], (beside) => {
  test.each([
    ['not JSON', '{', refused('The message is not JSON.')],
    ['two values', '{}{}', refused('The message is not JSON.')],
    ['an open nest of 60,000 arrays', '['.repeat(60_000), refused('The message is not JSON.')],
    [
      'a nest of 30,000 arrays',
      '['.repeat(30_000) + ']'.repeat(30_000),
      wrong('Invalid input: expected object, received array'),
    ],
    ['null', 'null', wrong('Invalid input: expected object, received null')],
    ['a number', '1', wrong('Invalid input: expected object, received number')],
    ['text', '"say"', wrong('Invalid input: expected object, received string')],
    ['an empty object', '{}', wrong(`${noEvent}; ${noData}`)],
    ['a field more', '{"event":"say","data":1,"to":"all"}', wrong('Unrecognized key: "to"')],
    [
      '__proto__',
      '{"__proto__":{"event":"say"}}',
      wrong(`${noEvent}; ${noData}; Unrecognized key: "__proto__"`),
    ],
    [
      'a name that is none',
      '{"event":[],"data":1}',
      wrong('event: Invalid input: expected string, received array'),
    ],
    [
      'a name without end',
      `{"event":"${'x'.repeat(60_000)}","data":1}`,
      wrong('event: Too big: expected string to have <=64 characters'),
    ],
    ['a reference that is none', '{"event":"say","data":1,"ref":{}}', wrong('ref: Invalid input')],
    [
      'a reference without end',
      `{"event":"say","data":1,"ref":"${'x'.repeat(65)}"}`,
      wrong('ref: Too big: expected string to have <=64 characters'),
    ],
    [
      'a reference beyond all numbers',
      '{"event":"say","data":1,"ref":1e999}',
      wrong('ref: Invalid input'),
    ],
    ['an unknown message', '{"event":"shout","data":1}', unknown],
    ['constructor', '{"event":"constructor","data":1}', unknown],
    ['__proto__ as message', '{"event":"__proto__","data":1}', unknown],
    ['hasOwnProperty', '{"event":"hasOwnProperty","data":1}', unknown],
    [
      'data that is none',
      '{"event":"say","data":null}',
      wrongData('Invalid input: expected object, received null'),
    ],
    [
      '__proto__ in data',
      '{"event":"say","data":{"text":"a","__proto__":1}}',
      wrongData('Unrecognized key: "__proto__"'),
    ],
    [
      'text that is none',
      '{"event":"say","data":{"text":1}}',
      wrongData('text: Invalid input: expected string, received number'),
    ],
  ])('%s is refused, and the next message is taken', async (_, payload, expected) => {
    const outcome = await run(beside, [text(payload), text(message)]);
    expect(outcome).toEqual([...expected, ...taken(1)]);
  });

  test('a topic without messages takes none', async () => {
    const outcome = await run(beside, [text(message)], 'ws/ticker');
    expect(outcome).toEqual(refused('The topic "ticker" takes no message of that name.'));
  });

  test('answers come in the order of the messages, whatever they are', async () => {
    const frames = [text(message), text('{'), text(message), text('null'), text(message)];
    expect(await run(beside, [Buffer.concat(frames)])).toEqual([
      ...taken(1),
      ...refused('The message is not JSON.'),
      ...taken(1),
      ...wrong('Invalid input: expected object, received null'),
      ...taken(1),
    ]);
  });

  test('nothing is taken behind what ends the connection', async () => {
    const late = '{"event":"say","data":{"text":"too late"}}';
    const frames = [binary(Uint8Array.of(0)), text(late)];
    expect(await run(beside, [Buffer.concat(frames)])).toEqual(
      closed(1003, 'unsupported-media-type'),
    );
    const url = `${beside.server.urls.live}/s/${beside.space}/poll/echo?after=earliest`;
    expect(await (await fetch(url)).text()).not.toContain('too late');
  });

  test.each([
    ['messages', message],
    ['garbage', '{'],
  ])('a flood of %s is told to slow down, then ended', async (_, payload) => {
    await using socket = await open(beside);
    const answers = (socket: RawSocket, count: number) =>
      socket.take((received) =>
        received.toString('latin1').split('"ack"').length > count ? 0 : null,
      );
    await socket.send(Buffer.concat(Array.from({ length: 400 }, () => text(payload))));
    await answers(socket, 400);
    await socket.send(Buffer.concat(Array.from({ length: 2000 }, () => text(payload))));
    const said = await outcome(socket);
    expect(said.at(-1)).toBe(closed(1008, 'too-fast')[0]);
    const slowDown = said.filter((line) => line === tooFast[0]).length;
    expect(slowDown > 0).toBe(payload === message);
    expect(said.length).toBeLessThan(1500);
  });

  describe('MessagePack', () => {
    const protocol = 'Sec-WebSocket-Protocol: msgpack';
    const openPacked = async (): Promise<RawSocket> => {
      const socket = await beside.connect('live');
      await socket.send(
        request(`GET /s/${beside.space}/ws/echo HTTP/1.1`, [...openingFields, protocol]),
      );
      expect((await socket.head()).headers.get('sec-websocket-protocol')).toBe('msgpack');
      return socket;
    };
    const answer = async (socket: RawSocket) => decode((await takeFrame(socket)).payload);
    const claims = (...header: number[]) => Buffer.concat(Array(1000).fill(Buffer.from(header)));

    test('text is the wrong type there', async () => {
      await using socket = await openPacked();
      await socket.send(text(message));
      const { code, reason } = closing(await takeFrame(socket));
      expect([code, reason]).toEqual([1003, 'unsupported-media-type']);
    });

    test.each([
      ['nothing', new Uint8Array(0)],
      ['a type that is never used', Uint8Array.of(0xc1)],
      ['half a message', encode({ event: 'say', data: {} }).subarray(0, 9)],
      ['a message and more', Buffer.concat([encode({ event: 'say', data: {} }), Buffer.from([1])])],
      ['__proto__ as key', Buffer.from('\x81\xa9__proto__\x01', 'latin1')],
      ['text of four gigabytes', Uint8Array.of(0xdb, 255, 255, 255, 255)],
      ['bytes of four gigabytes', Uint8Array.of(0xc6, 255, 255, 255, 255)],
      ['arrays of millions in arrays of millions', claims(0xdd, 1, 255, 255, 255)],
      ['maps of millions in maps of millions', claims(0xdf, 1, 255, 255, 255)],
      ['an extension that nobody knows', Buffer.concat([Buffer.from([0xd4]), Buffer.from([99])])],
    ])('%s is refused', async (_, payload) => {
      await using socket = await openPacked();
      await socket.send(binary(payload));
      expect(await answer(socket)).toEqual({
        ack: null,
        error: {
          reason: 'bad-request',
          message: 'The message is not MessagePack.',
          help: 'Send {"event": …, "data": …, "ref": …}.',
        },
      });
    });

    test.each([
      ['a time', encode(new Date(0)), `${noEvent}; ${noData}`],
      ['a number', encode(1), 'Invalid input: expected object, received number'],
      [
        'an object of another shape',
        encode({ a: 1 }),
        `${noEvent}; ${noData}; Unrecognized key: "a"`,
      ],
    ])('%s is no message', async (_, payload, problem) => {
      await using socket = await openPacked();
      await socket.send(binary(payload));
      expect(await answer(socket)).toMatchObject({
        error: { message: `The message is not right: ${problem}.` },
      });
    });
  });
});

const fast = ['--messages-per-second', '5000', '--requests-per-second', '5000'];

besideBystander(
  'WebSockets that are never read',
  [...fast, '--max-buffered-bytes', '65536'],
  (beside) => {
    // Each of these characters takes six bytes in JSON.
    const long = JSON.stringify({ event: 'say', data: { text: '\u0001'.repeat(4000) } });

    test.each([
      [
        'pings',
        Buffer.concat(Array(1000).fill(frame({ opcode: opcodes.ping, payload: 'x'.repeat(125) }))),
      ],
      ['its own messages', Buffer.concat(Array(20).fill(text(long)))],
    ])('is dropped with a reason when it asks for answers by %s', async (_, frames) => {
      const dropped = async () => (await readMetrics(beside.server)).get(tooSlow) ?? 0;
      const before = await dropped();
      await using socket = await open(beside);
      socket.stopReading();
      for (let round = 0; (await dropped()) === before; round += 1) {
        expect(round).toBeLessThan(500);
        await socket.send(frames);
      }
      socket.readAgain();
      expect((await outcome(socket)).at(-1)).toBe(closed(1013, 'too-slow')[0]);
    });

    test('keeps no more history than it was told to, so that whoever joins is not dropped', async () => {
      const body = JSON.stringify({
        event: 'say',
        data: { from: 'me', text: '\u0001'.repeat(4000) },
      });
      const fields = ['Content-Type: application/json', `Content-Length: ${body.length}`];
      await using socket = await beside.connect('live');
      for (let said = 0; said < 100; said += 1) {
        await socket.send(request(`POST /s/${beside.space}/send/chat HTTP/1.1`, fields, body));
        expect((await socket.response()).status).toBe(202);
      }
      const url = `${beside.server.urls.live}/s/${beside.space}/poll/chat?after=earliest`;
      const size = (await (await fetch(url)).text()).length;
      expect(size).toBeGreaterThan(200_000);
      expect(size).toBeLessThan(300_000);
    });
  },
);
