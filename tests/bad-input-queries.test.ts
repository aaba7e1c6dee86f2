import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { type Refused, refusalTo, request } from './support/refusals.ts';

const badRequest = (message: string, help: string): Refused => ({
  status: 400,
  reason: 'bad-request',
  message,
  help,
});
const wrongQuery = (problem: string, help: string) =>
  badRequest(`The query is not right: ${problem}.`, help);
const twice = (help: string) => badRequest('A query parameter is given more than once.', help);
const ticker = 'The topic "ticker" takes: symbols, rate.';
const echo = 'The topic "echo" takes: no parameters.';
const chat = 'The topic "chat" takes: room.';
const compose =
  'Give 1 to 64 "chunk", at most 8192 bytes in all, "every" in milliseconds, "end" as close or hold.';
const notAnId = badRequest(
  '"after" is not an event id.',
  'Give the id of the last event that you have seen, or "earliest" for all that is kept.',
);
const symbols = 'symbols: one to eight symbols such as ACME,GLOBEX';
const room = 'room: letters a to z, digits and hyphens';

besideBystander('queries', [], (beside) => {
  const get = (path: string, ...fields: string[]) =>
    request(`GET /s/${beside.space}/${path} HTTP/1.1`, fields);

  describe.each(['poll', 'long-poll', 'sse'])('parameters of %s', (way) => {
    test.each([
      ['echo?constructor=1', wrongQuery('Unrecognized key: "constructor"', echo)],
      ['echo?__proto__=1', wrongQuery('Unrecognized key: "__proto__"', echo)],
      ['echo?__proto__[a]=1', wrongQuery('Unrecognized key: "__proto__[a]"', echo)],
      ['echo?=', wrongQuery('Unrecognized key: ""', echo)],
      ['echo?%00', wrongQuery('Unrecognized key: "\0"', echo)],
      ['echo?%zz', wrongQuery('Unrecognized key: "%zz"', echo)],
      ['echo?%ff', wrongQuery('Unrecognized key: "\ufffd"', echo)],
      ['echo?a=1&a=2', twice(echo)],
      ['ticker?rate=', wrongQuery('rate: Too small: expected number to be >=0.1', ticker)],
      ['ticker?rate=0', wrongQuery('rate: Too small: expected number to be >=0.1', ticker)],
      ['ticker?rate=1e9', wrongQuery('rate: Too big: expected number to be <=50', ticker)],
      [
        'ticker?rate=Infinity',
        wrongQuery('rate: Invalid input: expected number, received Infinity', ticker),
      ],
      [
        'ticker?rate=-Infinity',
        wrongQuery('rate: Invalid input: expected number, received -Infinity', ticker),
      ],
      ['ticker?rate=NaN', wrongQuery('rate: Invalid input: expected number, received NaN', ticker)],
      [
        'ticker?rate=fast',
        wrongQuery('rate: Invalid input: expected number, received NaN', ticker),
      ],
      ['ticker?rate=5&rate=5', twice(ticker)],
      ['ticker?symbols=', wrongQuery(symbols, ticker)],
      ['ticker?symbols=A%0aB', wrongQuery(symbols, ticker)],
      ['ticker?symbols=A%0d%0aid:1', wrongQuery(symbols, ticker)],
      [`ticker?symbols=${'A,'.repeat(5000)}A`, wrongQuery(symbols, ticker)],
      ['chat?room=%2e%2e%2f', wrongQuery(room, chat)],
      ['chat?room=a%0a', wrongQuery(room, chat)],
      ['chat?room=a%00', wrongQuery(room, chat)],
      ['chat?room=%C3%A9', wrongQuery(room, chat)],
      [`chat?room=${'a'.repeat(41)}`, wrongQuery(room, chat)],
    ])('%s is refused', async (query, refused) => {
      expect(await refusalTo(beside, 'live', get(`${way}/${query}`))).toEqual(refused);
    });

    test('a name without end is repeated in part alone', async () => {
      const { message } = await refusalTo(beside, 'live', get(`${way}/echo?${'a'.repeat(9000)}=1`));
      expect(message.length).toBeLessThan(350);
    });

    test.each([
      'nothing',
      '',
      '-',
      'a-',
      '-1',
      'a--1',
      'a-01',
      'a-1.5',
      'a-1e3',
      'A-1',
      'a-9999999999999999',
      `${'a'.repeat(17)}-1`,
      'a-1%0aevent:injected',
      'a-1%00',
      'a%00-1',
      '__proto__-1',
      'EARLIEST',
      'a-1%20',
      'x'.repeat(9000),
    ])('the cursor "%s" is refused', async (after) => {
      expect(await refusalTo(beside, 'live', get(`${way}/echo?after=${after}`))).toEqual(notAnId);
    });
  });

  describe('Last-Event-ID', () => {
    test.each([
      ['another epoch', 'zzzzz-41'],
      ['no id', 'nothing'],
      ['a number beyond all numbers', `zzzzz-${'9'.repeat(400)}`],
      ['bytes outside ASCII', '\xff\xfe'],
      ['an escape that an event stream does not have', 'a\\nevent: injected'],
      ['a tab', 'a\tb'],
      ['quotes', '"},"event":"injected'],
      ['a name of a prototype', '__proto__'],
      ['ten thousand characters', 'x'.repeat(10_000)],
    ])('%s is answered by a gap, without a line of its own', async (_, id) => {
      await using socket = await beside.connect('live');
      await socket.send(get('sse/clock?every=60000', `Last-Event-ID: ${id}`));
      expect((await socket.head()).status).toBe(200);
      const fields =
        (await socket.until('event: tick')).match(/^(?:id|event|data|retry):.*$/gm) ?? [];
      expect(fields.map((field) => field.replace(/:.*/, ''))).toEqual([
        'retry',
        'id',
        'event',
        'data',
        'id',
        'event',
      ]);
      expect(fields[2]).toBe('event: gap');
      expect(JSON.parse(fields[3]?.slice('data: '.length) ?? '')).toEqual({
        asked: id.slice(0, 64),
        reason: 'other-epoch',
      });
    });

    test.each([
      ['a line feed', 'a\nevent: injected'],
      ['a NUL', 'a\0b'],
    ])('%s in it is no HTTP', async (_, id) => {
      const bytes = get('sse/clock', `Last-Event-ID: ${id}`);
      expect(await refusalTo(beside, 'live', bytes)).toMatchObject({ status: 400 });
    });
  });

  describe('compositions', () => {
    test.each([
      ['compose', wrongQuery('chunk: Too small: expected array to have >=1 items', compose)],
      [
        `compose?${'chunk=&'.repeat(65)}`,
        wrongQuery('chunk: Too big: expected array to have <=64 items', compose),
      ],
      [
        `compose?chunk=${'a'.repeat(8193)}`,
        badRequest('The chunks hold 8193 bytes together.', compose),
      ],
      [
        `compose?${`chunk=${'a'.repeat(129)}&`.repeat(64)}`,
        badRequest('The chunks hold 8256 bytes together.', compose),
      ],
      [
        'compose?chunk=a&every=-1',
        wrongQuery('every: Too small: expected number to be >=0', compose),
      ],
      [
        'compose?chunk=a&every=5001',
        wrongQuery('every: Too big: expected number to be <=5000', compose),
      ],
      [
        'compose?chunk=a&every=0.5',
        wrongQuery('every: Invalid input: expected int, received number', compose),
      ],
      [
        'compose?chunk=a&every=soon',
        wrongQuery('every: Invalid input: expected number, received NaN', compose),
      ],
      [
        'compose?chunk=a&end=never',
        wrongQuery('end: Invalid option: expected one of "close"|"hold"', compose),
      ],
      ['compose?chunk=a&more=1', wrongQuery('Unrecognized key: "more"', compose)],
      ['compose?chunk=a&__proto__=1', wrongQuery('Unrecognized key: "__proto__"', compose)],
    ])('%s is refused', async (query, refused) => {
      expect(await refusalTo(beside, 'live', get(query))).toEqual(refused);
    });

    test('whatever the bytes are, they stay in their chunks', async () => {
      await using socket = await beside.connect('live');
      await socket.send(get('compose?chunk=0%0d%0a%0d%0aHTTP/1.1%20200&chunk=&chunk=%00%ff%zz%'));
      expect((await socket.head()).headers.get('content-type')).toBe('text/event-stream');
      const chunks = [await socket.chunk(), await socket.chunk(), await socket.chunk()];
      expect(chunks.map((chunk) => chunk.toString('latin1'))).toEqual([
        '0\r\n\r\nHTTP/1.1 200',
        '\0\xff%zz%',
        '',
      ]);
    });
  });

  test('more topics than a space may have are let go of, unless somebody follows them', async () => {
    const sockets = await Promise.all(Array.from({ length: 32 }, () => beside.connect('live')));
    for (const [index, socket] of sockets.entries()) {
      await socket.send(get(`sse/chat?room=followed-${index}`));
      expect((await socket.head()).status).toBe(200);
    }
    const one = get('poll/chat?room=one-more');
    expect(await refusalTo(beside, 'live', one)).toEqual({
      status: 429,
      reason: 'too-many-topics',
      message: 'This space follows 32 topics with different parameters already.',
      help: 'Close some of them first.',
    });
    for (const socket of sockets) socket.reset();
    await beside.quiet();
    await using next = await beside.connect('live');
    for (let index = 0; index < 100; index += 1) {
      await next.send(get(`poll/chat?room=${index}`));
      expect((await next.response()).status).toBe(200);
    }
  });
});
