import { describe, expect, test } from 'vitest';
import { type Beside, besideBystander } from './support/beside-bystander.ts';
import { notHttp, type Refused, refusalIn, refusalTo, request } from './support/refusals.ts';

const json = 'Content-Type: application/json';
const lengthOf = (body: string) => `Content-Length: ${body.length}`;
const chunkedCoding = 'Transfer-Encoding: chunked';

/** A body in chunks of its own coding, one a part. */
const chunked = (...parts: string[]) =>
  [...parts, ''].map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join('');

const badRequest = (message: string, help: string): Refused => ({
  status: 400,
  reason: 'bad-request',
  message,
  help,
});
const notJson = badRequest('The body is not JSON in UTF-8.', 'Send one JSON value.');
const tooLarge: Refused = {
  status: 413,
  reason: 'too-large',
  message: 'The body is larger than 65536 bytes.',
  help: 'Send less at a time.',
};
const wrongMessage = (message: string) =>
  badRequest(`The message is not right: ${message}.`, 'Send {"event": …, "data": …}.');
const noEvent = 'event: Invalid input: expected string, received undefined';
const noData = 'data: Invalid input: expected nonoptional, received undefined';
const wrongData = (message: string) =>
  badRequest(
    `The data of "say" is not right: ${message}.`,
    'The reference page lists every field of every message.',
  );
const unknownMessage = badRequest(
  'The topic "echo" takes no message of that name.',
  'Give one of these as "event": say.',
);
const tooDeep = '['.repeat(30_000) + ']'.repeat(30_000);

besideBystander('bodies', [], (beside) => {
  const post = (fields: readonly string[], body: string) =>
    request(`POST /s/${beside.space}/send/echo HTTP/1.1`, fields, body);
  const postJson = (body: string) => post([json, lengthOf(body)], body);

  describe('framing that two servers could read differently (RFC 9112 §6.3)', () => {
    test.each([
      ['two lengths', ['Content-Length: 2', 'Content-Length: 3'], '{}'],
      ['the same length twice', ['Content-Length: 2', 'Content-Length: 2'], '{}'],
      ['a list of lengths', ['Content-Length: 2, 2'], '{}'],
      ['a negative length', ['Content-Length: -1'], '{}'],
      ['a signed length', ['Content-Length: +2'], '{}'],
      ['a length in hexadecimal', ['Content-Length: 0x2'], '{}'],
      ['an empty length', ['Content-Length:'], '{}'],
      ['a length beyond all numbers', ['Content-Length: 99999999999999999999'], '{}'],
      ['length and chunks together', ['Content-Length: 2', chunkedCoding], chunked('{}')],
      ['chunks and length together', [chunkedCoding, 'Content-Length: 2'], chunked('{}')],
      ['another coding', ['Transfer-Encoding: gzip'], '{}'],
      ['chunks that are not the last coding', ['Transfer-Encoding: chunked, gzip'], '{}'],
      ['chunks that are misspelt', ['Transfer-Encoding: xchunked'], chunked('{}')],
      ['a chunk size of no number', [chunkedCoding], 'zz\r\n{}\r\n0\r\n\r\n'],
      ['a negative chunk size', [chunkedCoding], '-2\r\n{}\r\n0\r\n\r\n'],
      ['a chunk size beyond all numbers', [chunkedCoding], 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n'],
      ['a chunk longer than its size', [chunkedCoding], '1\r\n{}\r\n0\r\n\r\n'],
      ['chunk lines that end in LF alone', [chunkedCoding], '2\n{}\n0\n\n'],
      ['a NUL in a chunk size', [chunkedCoding], '2\x00\r\n{}\r\n0\r\n\r\n'],
    ])('refuses %s', async (_, fields, body) => {
      expect(await refusalTo(beside, 'live', post([json, ...fields], body))).toEqual(notHttp);
    });

    test('refuses chunk extensions without end', async () => {
      const body = `2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`;
      expect(await refusalTo(beside, 'live', post([json, chunkedCoding], body))).toEqual({
        status: 413,
        reason: 'too-large',
        message: 'The chunk extensions of the body are too large.',
        help: 'Send the chunks without extensions.',
      });
    });
  });

  describe('what is not a message', () => {
    test.each([
      ['nothing', '', wrongMessage('Invalid input: expected object, received undefined')],
      ['not JSON', '{"event":', notJson],
      ['two values', '{}{}', notJson],
      ['JSON with comments', '{}//', notJson],
      ['NaN', 'NaN', notJson],
      ['a byte order mark alone', '\xef\xbb\xbf', notJson],
      ['bytes that are not UTF-8', '{"event":"\xff"}', notJson],
      ['UTF-16', '\xff\xfe{\x00}\x00', notJson],
      ['overlong UTF-8', '{"event":"\xc0\xaf"}', notJson],
      ['a surrogate in UTF-8', '{"event":"\xed\xa0\x80"}', notJson],
      ['an open nest of 60,000 arrays', '['.repeat(60_000), notJson],
      ['null', 'null', wrongMessage('Invalid input: expected object, received null')],
      ['a number', '1e300', wrongMessage('Invalid input: expected object, received number')],
      [
        'a nest of 30,000 arrays',
        tooDeep,
        wrongMessage('Invalid input: expected object, received array'),
      ],
      ['an empty object', '{}', wrongMessage(`${noEvent}; ${noData}`)],
      ['a field more', '{"event":"say","data":1,"x":1}', wrongMessage('Unrecognized key: "x"')],
      [
        '__proto__',
        '{"__proto__":{"event":"say"}}',
        wrongMessage(`${noEvent}; ${noData}; Unrecognized key: "__proto__"`),
      ],
      [
        'a number for a name',
        '{"event":1,"data":1}',
        wrongMessage('event: Invalid input: expected string, received number'),
      ],
      [
        'the second of two names, which counts',
        '{"event":"say","event":2,"data":1}',
        wrongMessage('event: Invalid input: expected string, received number'),
      ],
      [
        'a name without end',
        `{"event":"${'a'.repeat(60_000)}","data":1}`,
        wrongMessage('event: Too big: expected string to have <=64 characters'),
      ],
      ['constructor', '{"event":"constructor","data":{}}', unknownMessage],
      ['__proto__ as message', '{"event":"__proto__","data":{}}', unknownMessage],
      ['toString', '{"event":"toString","data":{}}', unknownMessage],
      ['an event for a message', '{"event":"said","data":{"text":"x"}}', unknownMessage],
      [
        'deep data',
        `{"event":"say","data":${tooDeep}}`,
        wrongData('Invalid input: expected object, received array'),
      ],
      [
        'deep text',
        `{"event":"say","data":{"text":${tooDeep}}}`,
        wrongData('text: Invalid input: expected string, received array'),
      ],
      [
        '__proto__ in data',
        '{"event":"say","data":{"text":"x","__proto__":1}}',
        wrongData('Unrecognized key: "__proto__"'),
      ],
      [
        'a huge number',
        '{"event":"say","data":{"text":1e400}}',
        wrongData('text: Invalid input: expected string, received Infinity'),
      ],
    ])('refuses %s', async (_, body, refused) => {
      expect(await refusalTo(beside, 'live', postJson(body))).toEqual(refused);
    });

    test.each([
      ['none', []],
      ['text', ['Content-Type: text/plain']],
      ['a form', ['Content-Type: application/x-www-form-urlencoded']],
      ['what only begins like it', ['Content-Type: application/json5']],
      ['two types', ['Content-Type: text/plain, application/json']],
    ])('refuses another media type: %s', async (_, fields) => {
      const bytes = post([...fields, 'Content-Length: 2'], '{}');
      expect(await refusalTo(beside, 'live', bytes)).toEqual({
        status: 415,
        reason: 'unsupported-media-type',
        message: 'The body is not declared to be JSON.',
        help: 'Send the header "Content-Type: application/json".',
      });
    });
  });

  describe('too large', () => {
    test('a declared length is refused before the body comes, which is then thrown away', async () => {
      const body = 'x'.repeat(65_537);
      expect(await refusalTo(beside, 'live', postJson(body))).toEqual(tooLarge);
    });

    test('a client that waits for 100 (Continue) sees the refusal', async () => {
      await using socket = await beside.connect('live');
      void socket.send(post([json, 'Content-Length: 65537', 'Expect: 100-continue'], ''));
      const { line } = await socket.head();
      const refusal = refusalIn(await socket.response());
      expect({ line, refusal }).toEqual({ line: 'HTTP/1.1 100 Continue', refusal: tooLarge });
    });

    test('chunks are refused when they become too much, while the client still sends', async () => {
      const { refusal, sent } = await floodWithChunks(beside, post([json, chunkedCoding], ''));
      expect(refusal).toEqual(tooLarge);
      // It goes on to be read and thrown away, so that the client gets to see the refusal.
      expect(sent).toBeGreaterThan(64);
    });

    test('a space is asked for in a kilobyte', async () => {
      const body = `{"seed":"${'a'.repeat(2000)}"}`;
      const bytes = request('POST /api/spaces HTTP/1.1', [json, lengthOf(body)], body);
      expect(await refusalTo(beside, 'site', bytes)).toEqual({
        ...tooLarge,
        message: 'The body is larger than 1024 bytes.',
      });
    });
  });

  test('the largest body is taken', async () => {
    const body = `{"event":"say","data":{"text":"ok"}}${' '.repeat(65_536)}`.slice(0, 65_536);
    await using socket = await beside.connect('live');
    void socket.send(postJson(body));
    expect((await socket.response()).status).toBe(202);
  });

  test.each([
    ['a length', [json, 'Content-Length: 20'], '{'],
    ['chunks', [json, chunkedCoding], '2\r\n{'],
  ])(
    'a client that leaves in the middle of a body with %s has sent nothing',
    async (_, fields, body) => {
      await using socket = await beside.connect('live');
      await socket.send(post(fields, body));
      socket.finish();
      expect(refusalIn(await socket.response())).toEqual(notHttp);
    },
  );
});

/** Sends chunks of a kilobyte until the refusal is there; and how many. */
async function floodWithChunks(
  beside: Beside,
  head: string,
): Promise<{ refusal: Refused; sent: number }> {
  await using socket = await beside.connect('live');
  await socket.send(head);
  let sent = 0;
  for (; socket.pending.length === 0; sent += 1) {
    if (sent === 20_000) throw new Error('Twenty megabytes were taken without an answer.');
    await socket.send(`400\r\n${' '.repeat(1024)}\r\n`);
  }
  return { refusal: refusalIn(await socket.response()), sent };
}
