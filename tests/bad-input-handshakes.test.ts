import { describe, expect, test } from 'vitest';
import { type Beside, besideBystander } from './support/beside-bystander.ts';
import { frame, opcodes, openingFields, takeFrame, text } from './support/frames.ts';
import type { RawResponse } from './support/raw-socket.ts';
import {
  methodNotAllowed,
  notFoundLive,
  notHttp,
  type Refused,
  refusalIn,
  request,
  unknownSpace,
} from './support/refusals.ts';
import type { OriginName } from './support/server-process.ts';
import { closed, open, outcome } from './support/web-socket-session.ts';

const [upgradeField, connectionField, keyField, versionField] = openingFields;

const handshake = (message: string): Refused => ({
  status: 400,
  reason: 'bad-request',
  message: `The opening handshake is not right: ${message}.`,
  help: 'See RFC 6455 §4.1.',
});
const badKey = handshake('Missing or invalid Sec-WebSocket-Key header');
const badProtocol = handshake('Invalid Sec-WebSocket-Protocol header');
const version13: Refused = {
  status: 426,
  reason: 'upgrade-required',
  message: 'Only version 13 of the WebSocket protocol is spoken here.',
  help: 'Ask with "Sec-WebSocket-Version: 13".',
};
const notUpgraded: Refused = {
  status: 426,
  reason: 'upgrade-required',
  message: 'This is where WebSockets are opened.',
  help: 'Ask with "Upgrade: websocket".',
};
const onlyTopics: Refused = { ...notFoundLive, help: 'Only ws/<topic> can be upgraded.' };
const unknownTopic: Refused = {
  status: 404,
  reason: 'unknown-topic',
  message: 'There is no topic of that name.',
  help: 'Follow one of these: chat, clock, echo, progress, ticker.',
};

const compression = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits';

const badRequest = (message: string, help: string): Refused => ({ ...badKey, message, help });

/** Asks for an upgrade and takes the refusal; a refused handshake ends the connection, one that is none need not. */
async function answer(
  beside: Beside,
  line: string,
  fields: readonly string[],
  origin: OriginName = 'live',
): Promise<RawResponse> {
  await using socket = await beside.connect(origin);
  await socket.send(request(line.replace('/s/space/', `/s/${beside.space}/`), fields));
  const response = await socket.response();
  if (!response.headers.get('connection')?.endsWith('close')) socket.finish();
  const { bytes } = await socket.rest();
  expect(bytes).toHaveLength(0);
  return response;
}

besideBystander('opening handshakes', [], (beside) => {
  const get = 'GET /s/space/ws/echo HTTP/1.1';
  const without = (field: string) => openingFields.filter((one) => one !== field);

  test.each<[name: string, line: string, fields: readonly string[], refused: Refused]>([
    ['no key', get, without(keyField), badKey],
    ['an empty key', get, [...without(keyField), 'Sec-WebSocket-Key:'], badKey],
    ['a short key', get, [...without(keyField), 'Sec-WebSocket-Key: c2hvcnQ='], badKey],
    [
      'a key outside base64',
      get,
      [...without(keyField), `Sec-WebSocket-Key: ${'-'.repeat(22)}==`],
      badKey,
    ],
    ['two keys', get, [...openingFields, keyField], badKey],
    ['no version', get, without(versionField), version13],
    ['a draft', get, [...without(versionField), 'Sec-WebSocket-Version: 8'], version13],
    ['a later version', get, [...without(versionField), 'Sec-WebSocket-Version: 14'], version13],
    ['two versions', get, [...openingFields, versionField], version13],
    ['POST', 'POST /s/space/ws/echo HTTP/1.1', openingFields, methodNotAllowed('GET')],
    [
      'PUT with a body',
      'PUT /s/space/ws/echo HTTP/1.1',
      [...openingFields, 'Content-Length: 0'],
      methodNotAllowed('GET'),
    ],
    [
      'HTTP/1.0',
      'GET /s/space/ws/echo HTTP/1.0',
      openingFields,
      { ...badKey, message: 'WebSockets are opened with HTTP/1.1.' },
    ],
    ['no Connection', get, without(connectionField), notUpgraded],
    ['no Upgrade', get, without(upgradeField), notUpgraded],
    [
      'another protocol',
      get,
      ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__', connectionField],
      notUpgraded,
    ],
    ['an event stream', 'GET /s/space/sse/echo HTTP/1.1', openingFields, onlyTopics],
    ['a poll', 'GET /s/space/poll/echo HTTP/1.1', openingFields, onlyTopics],
    ['a prototype as way', 'GET /s/space/__proto__/echo HTTP/1.1', openingFields, onlyTopics],
    ['no topic', 'GET /s/space/ws HTTP/1.1', openingFields, unknownTopic],
    ['an unknown topic', 'GET /s/space/ws/nothing HTTP/1.1', openingFields, unknownTopic],
    ['a prototype as topic', 'GET /s/space/ws/constructor HTTP/1.1', openingFields, unknownTopic],
    ['an unknown space', 'GET /s/nothing/ws/echo HTTP/1.1', openingFields, unknownSpace],
    ['a prototype as space', 'GET /s/__proto__/ws/echo HTTP/1.1', openingFields, unknownSpace],
    [
      'a target that cannot be decoded',
      'GET /s/%zz/ws/echo HTTP/1.1',
      openingFields,
      badRequest('The request target is not a path.', 'Encode it as a URL.'),
    ],
    [
      'a parameter that the topic does not have',
      'GET /s/space/ws/echo?x=1 HTTP/1.1',
      openingFields,
      badRequest(
        'The query is not right: Unrecognized key: "x".',
        'The topic "echo" takes: no parameters.',
      ),
    ],
    [
      'a cursor that no server gave out',
      'GET /s/space/ws/echo?after=%00 HTTP/1.1',
      openingFields,
      badRequest(
        '"after" is not an event id.',
        'Give the id of the last event that you have seen, or "earliest" for all that is kept.',
      ),
    ],
    [
      'two hosts',
      get,
      [...openingFields, 'Host: other'],
      badRequest(
        'The request has more than one Host header.',
        'Send it once, with the host and port of the URL.',
      ),
    ],
    ['a header that cannot be read', get, [...openingFields, 'A B: c'], notHttp],
    ['an empty subprotocol', get, [...openingFields, 'Sec-WebSocket-Protocol:'], badProtocol],
    [
      'a subprotocol twice',
      get,
      [...openingFields, 'Sec-WebSocket-Protocol: msgpack, msgpack'],
      badProtocol,
    ],
    [
      'a gap between subprotocols',
      get,
      [...openingFields, 'Sec-WebSocket-Protocol: msgpack,,json'],
      badProtocol,
    ],
    [
      'a quoted subprotocol',
      get,
      [...openingFields, 'Sec-WebSocket-Protocol: "msgpack"'],
      badProtocol,
    ],
  ])('%s is refused', async (_, line, fields, refused) => {
    expect(refusalIn(await answer(beside, line, fields))).toEqual(refused);
  });

  test('what is refused for its version or its method says what would be right', async () => {
    const draft = await answer(beside, get, without(versionField));
    expect(draft.headers.get('sec-websocket-version')).toBe('13');
    expect(draft.headers.get('upgrade')).toBe('websocket');
    const post = await answer(beside, 'POST /s/space/ws/echo HTTP/1.1', openingFields);
    expect(post.headers.get('allow')).toBe('GET');
  });

  test.each(['site', 'runner'] as const)('the %s origin opens no WebSocket', async (origin) => {
    const response = await answer(beside, 'GET / HTTP/1.1', openingFields, origin);
    expect(refusalIn(response)).toEqual({
      ...notFoundLive,
      message: 'No WebSocket is opened here.',
      help: 'Use the live origin.',
    });
  });

  describe('origins (§10.2)', () => {
    const ours = (name: OriginName) => `http://localhost:${beside.server.ports[name]}`;

    test.each<[name: string, origin: () => string]>([
      ['another host', () => 'http://evil.example'],
      ['another port', () => 'http://localhost:1'],
      ['another scheme', () => ours('site').replace('http', 'https')],
      ['no origin at all, as a sandboxed page has it', () => 'null'],
      ['the live origin, which serves no pages', () => ours('live')],
      ['a path behind ours', () => `${ours('site')}/`],
      ['ours within another', () => `${ours('site')}.evil.example`],
      ['a list with ours', () => `${ours('site')} http://evil.example`],
      ['capital letters', () => ours('site').toUpperCase()],
      ['nothing', () => ''],
    ])('%s is refused', async (_, origin) => {
      const response = await answer(beside, get, [...openingFields, `Origin: ${origin()}`]);
      expect(refusalIn(response)).toEqual({
        status: 403,
        reason: 'origin-not-allowed',
        message: 'Pages of that origin may not use this server.',
        help: `Open the page at ${ours('site')}, or set the server's --site-url and --runner-url.`,
      });
    });

    test.each(['site', 'runner'] as const)('our %s origin is let in', async (name) => {
      await using socket = await open(beside, 'ws/echo', [`Origin: ${ours(name)}`]);
      expect(String(socket.pending)).toBe('');
    });
  });

  describe('what may be offered and is not taken', () => {
    test.each([
      ['compression', compression],
      ['extensions that make no sense', 'Sec-WebSocket-Extensions: ,;=;"'],
      ['a subprotocol that is not spoken', 'Sec-WebSocket-Protocol: graphql-ws'],
      ['a prototype as subprotocol', 'Sec-WebSocket-Protocol: __proto__, constructor'],
    ])('%s', async (_, field) => {
      await using socket = await beside.connect('live');
      await socket.send(
        request(get.replace('/space/', `/${beside.space}/`), [...openingFields, field]),
      );
      const { status, headers } = await socket.head();
      expect(status).toBe(101);
      expect([...headers.keys()]).toEqual(['upgrade', 'connection', 'sec-websocket-accept']);
    });

    test('a compressed frame is wrong, though compression was offered', async () => {
      await using socket = await open(beside, 'ws/echo', [compression]);
      await socket.send(frame({ opcode: opcodes.text, payload: 'a', reserved: 0x40 }));
      expect(await outcome(socket)).toEqual(closed(1002, 'bad-request'));
    });
  });

  test('frames that come with the handshake are not lost', async () => {
    await using socket = await beside.connect('live');
    const head = request(get.replace('/space/', `/${beside.space}/`), openingFields);
    await socket.send(Buffer.concat([Buffer.from(head), text('{')]));
    expect((await socket.head()).status).toBe(101);
    expect(JSON.parse(String((await takeFrame(socket)).payload))).toMatchObject({ ack: null });
  });
});
