/** A connection may serve one space after another, and be open before anybody watches: whose each record is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openingFields } from './support/frames.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import { RawSocket } from './support/raw-socket.ts';

import { WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

const pathOf = (space: Space, place: string) => `${new URL(space.base).pathname}${place}`;

function request(method: string, path: string, fields: readonly string[] = []): string {
  return [`${method} ${path} HTTP/1.1`, `Host: localhost:${server.port}`, ...fields, '', ''].join(
    '\r\n',
  );
}

/** A connection that has been used for a space that nobody watched, and is kept alive. */
async function keptAlive(space: Space): Promise<RawSocket> {
  const socket = await RawSocket.connect(server.port);
  await socket.send(request('GET', pathOf(space, 'poll/echo')));
  await socket.response();
  return socket;
}

describe('on a connection that is kept alive since before the wire was on', () => {
  test('an event stream is told from its request on', async () => {
    const space = await server.space();
    await using socket = await keptAlive(space);
    using wire = await WireFollowing.of(server, space);
    await socket.send(request('GET', pathOf(space, 'sse/echo?after=x'), ['Last-Event-ID: abc-1']));
    await socket.head();
    await send(space, 'echo', 'say', { text: 'hello' });
    await wire.record(({ summary }) => summary === 'event: said, data: {"text":"hello"}');
    const [head, answer, ...rest] = wire.records.filter(({ connection }) => connection === 1);
    expect(head).toMatchObject({
      kind: 'request-head',
      summary: `GET ${pathOf(space, 'sse/echo?after=x')}`,
      // Known from the parser: its bytes had passed.
      bytes: '',
      size: 0,
    });
    expect(head?.parts.find(({ name }) => name === 'last-event-id')?.value).toBe('abc-1');
    expect(answer).toMatchObject({ kind: 'response-head', summary: '200 OK' });
    expect(rest.every(({ kind }) => kind === 'chunk')).toBe(true);
  });

  test('a WebSocket is told from its request on', async () => {
    const space = await server.space();
    await using socket = await keptAlive(space);
    using wire = await WireFollowing.of(server, space);
    await socket.send(request('GET', pathOf(space, 'ws/echo'), openingFields));
    await socket.head();
    await send(space, 'echo', 'say', { text: 'hello' });
    await wire.record(({ kind, connection }) => kind === 'frame' && connection === 1);
    const kinds = wire.records.filter(({ connection }) => connection === 1).map((one) => one.kind);
    expect(kinds).toEqual(['request-head', 'response-head', 'frame']);
  });
});

test('of requests that are sent without waiting, each space is told its own', async () => {
  const [one, other] = [await server.space(), await server.space()];
  using wireOfOne = await WireFollowing.of(server, one);
  using wireOfOther = await WireFollowing.of(server, other, 2);
  await using socket = await RawSocket.connect(server.port);
  const wanted = ['GET poll/echo', 'OPTIONS send/echo', 'DELETE poll/echo', 'GET poll/clock'];
  const all = wanted.flatMap((line) => {
    const [method = '', place = ''] = line.split(' ');
    return [one, other].map((space) => request(method, pathOf(space, place)));
  });
  await socket.send(`${all.join('')}${request('GET', '/s/unknown/poll/echo')}`);
  for (const _ of all) await socket.response();
  expect((await socket.response()).status).toBe(404);
  for (const [space, wire] of [
    [one, wireOfOne],
    [other, wireOfOther],
  ] as const) {
    await wire.record(({ summary }) => summary.startsWith('{"events":[{'));
    const { records } = wire;
    expect(records.map(({ direction, summary }) => `${direction} ${summary}`)).toEqual(
      expect.arrayContaining(
        wanted.map((line) => `up ${line.replace(' ', ` ${pathOf(space, '')}`)}`),
      ),
    );
    expect(records.filter(({ kind }) => kind === 'request-head')).toHaveLength(wanted.length);
    expect(
      records.filter(({ kind }) => kind === 'response-head').map(({ summary }) => summary),
    ).toEqual(['200 OK', '204 No Content', '405 Method Not Allowed', '200 OK']);
  }
  expect(JSON.stringify(wireOfOne.records)).not.toContain(other.id);
  expect(JSON.stringify(wireOfOther.records)).not.toContain(one.id);
});

test('a request from a page of another origin is told to the space that it was for', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await using socket = await RawSocket.connect(server.port);
  await socket.send(request('GET', pathOf(space, 'poll/echo'), ['Origin: https://elsewhere.test']));
  expect((await socket.response()).status).toBe(403);
  await wire.record(({ summary }) => summary === '403 Forbidden');
});

test('what of a head came before it was cut off is told to nobody', async () => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await using socket = await RawSocket.connect(server.port);
  await socket.send(request('GET', pathOf(space, 'poll/echo')));
  await socket.response();
  await socket.send('GET /s/another/sse/echo?ticket=secret HTTP/1.1\r\nCookie: secret\r\n');
  socket.reset();
  await wire.record(({ kind }) => kind === 'closed');
  expect(wire.records.map(({ kind }) => kind)).toEqual([
    'request-head',
    'response-head',
    'body',
    'closed',
  ]);
});
