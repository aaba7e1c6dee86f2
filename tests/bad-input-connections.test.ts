import { afterAll, describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { folderWith } from './support/folder.ts';
import { openingFields, text } from './support/frames.ts';
import type { RawSocket } from './support/raw-socket.ts';
import { notHttp, refusalIn, request } from './support/refusals.ts';
import { createSpace, type OriginName } from './support/server-process.ts';

/** Larger than what the kernel buffers for a connection that is not read. */
const site = await folderWith({ 'large.txt': 'x'.repeat(20_000_000) });

afterAll(() => site[Symbol.asyncDispose]());

const flags = ['--site-dir', site.path, '--max-connections-per-space', '10', '--head-time', '1'];

besideBystander('connections', flags, (beside) => {
  const get = (path: string, ...fields: string[]) =>
    request(`GET /s/${beside.space}/${path} HTTP/1.1`, fields);
  const say = (words: string) => {
    const body = JSON.stringify({ event: 'say', data: { text: words } });
    return request(
      `POST /s/${beside.space}/send/echo HTTP/1.1`,
      ['Content-Type: application/json', `Content-Length: ${body.length}`],
      body,
    );
  };
  const upgrade = () => get('ws/echo', ...openingFields);

  /** Larger than what is kept of a body before the socket is no longer read. */
  const bodyNobodyReads = () => get('sse/echo', 'Content-Length: 1000000') + 'x'.repeat(400_000);

  /** Opens an event stream up to its first chunk, which is never part of an event. */
  async function stream(path: string): Promise<RawSocket> {
    const socket = await beside.connect('live');
    await socket.send(get(path));
    expect((await socket.head()).status).toBe(200);
    expect(String(await socket.chunk())).toMatch(/^retry:\d{4}\n\n$/);
    return socket;
  }

  describe('requests on one connection', () => {
    test('a hundred at once are answered in their order', async () => {
      await using socket = await beside.connect('live');
      const requests = Array.from({ length: 50 }, (_, index) =>
        index % 2 === 0 ? say(`${index}`) : get('poll/echo?after=none'),
      );
      await socket.send(requests.join(''));
      const statuses: number[] = [];
      for (const _ of requests) statuses.push((await socket.response()).status);
      expect(statuses).toEqual(requests.map((_, index) => (index % 2 === 0 ? 202 : 400)));
    });

    test('one behind a stream waits, and the stream holds nothing but events', async () => {
      await using socket = await stream('sse/echo');
      await socket.send(get('poll/echo') + say('behind'));
      await using other = await beside.connect('live');
      await other.send(say('in front'));
      expect((await other.response()).status).toBe(202);
      const events = [String(await socket.chunk()), String(await socket.chunk())].join('');
      expect(events.match(/^data: .*$/gm)).toEqual([
        'data: {"text":"behind"}',
        'data: {"text":"in front"}',
      ]);
      expect(String(socket.pending)).toBe('');
    });

    test('streams behind a stream are forgotten with their connection', async () => {
      const space = await createSpace(beside.server);
      await using socket = await beside.connect('live');
      const waiting = request(`GET /s/${space}/sse/clock?every=100 HTTP/1.1`).repeat(30);
      await socket.send(waiting);
      await socket.until('event: tick');
      socket.reset();
      await beside.quiet();
      await using next = await beside.connect('live');
      await next.send(request(`GET /s/${space}/sse/echo HTTP/1.1`));
      expect((await next.head()).status).toBe(200);
    });

    test('a refusal waits for the answer in front of it', async () => {
      await using socket = await beside.connect('live');
      await socket.send(`${say('well formed')}garbage\r\n\r\n`);
      expect((await socket.response()).status).toBe(202);
      expect(refusalIn(await socket.response())).toEqual(notHttp);
      expect((await socket.rest()).bytes).toHaveLength(0);
    });

    test('a refusal is never written into a stream', async () => {
      await using socket = await stream('sse/clock?every=100');
      await socket.send('garbage\r\n\r\n');
      const { bytes } = await socket.rest();
      expect(String(bytes)).not.toContain('HTTP/1.1');
    });

    test('a second refusal for one request is not sent', async () => {
      await using socket = await beside.connect('live');
      await socket.send(
        request(`POST /s/${beside.space}/send/echo HTTP/1.1`, ['Transfer-Encoding: chunked']),
      );
      await socket.send(`10001\r\n${' '.repeat(0x10001)}\r\n`);
      expect((await socket.response()).status).toBe(413);
      await socket.send('no chunk\r\n');
      expect((await socket.rest()).bytes).toHaveLength(0);
    });

    test.each([
      ['a WebSocket', upgrade],
      ['a tunnel', () => request('CONNECT example.com:80 HTTP/1.1')],
    ])(
      '%s behind what is still to be answered ends the connection and all answers',
      async (_, last) => {
        const paths = ['long-poll/echo', 'sse/clock?every=100', 'compose?chunk=a&end=hold'];
        for (const path of paths) {
          await using socket = await beside.connect('live');
          await socket.send(get(path) + paths.map((other) => get(other)).join('') + last());
          expect(String((await socket.rest()).bytes)).not.toMatch(/HTTP\/1\.1 (101|405)/);
        }
        await beside.quiet();
      },
    );

    test('a WebSocket is opened behind what has been answered', async () => {
      await using socket = await beside.connect('live');
      await socket.send(get('poll/echo'));
      expect((await socket.response()).status).toBe(200);
      await socket.send(upgrade());
      expect((await socket.head()).status).toBe(101);
    });
  });

  describe('a client that says it will send no more', () => {
    test('has a whole request answered', async () => {
      await using socket = await beside.connect('live');
      await socket.send(get('poll/echo'));
      socket.finish();
      expect((await socket.response()).status).toBe(200);
      expect(await socket.rest()).toEqual({ bytes: Buffer.alloc(0), ending: 'finished' });
    });

    test.each([
      ['half a head', 'GET /healthz HT'],
      ['a head without its end', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n'],
    ])('is refused with %s', async (_, bytes) => {
      await using socket = await beside.connect('live');
      await socket.send(bytes);
      socket.finish();
      expect(refusalIn(await socket.response())).toEqual(notHttp);
    });

    test.each([
      ['nothing', () => ''],
      ['an event stream', () => get('sse/echo')],
      ['a held poll', () => get('long-poll/echo')],
      ['a held composition', () => get('compose?chunk=a&end=hold')],
      ['a WebSocket', upgrade],
      [
        'a WebSocket and half a frame',
        () => `${upgrade()}${text('half').toString('latin1').slice(0, 7)}`,
      ],
    ])('is let go of with %s', async (_, bytes) => {
      await using socket = await beside.connect('live');
      await socket.send(bytes());
      socket.finish();
      expect((await socket.rest()).ending).toBe('finished');
      await beside.quiet();
    });
  });

  describe('a client that resets its connection', () => {
    const states: [name: string, origin: OriginName, bytes: () => string, until: string | null][] =
      [
        ['before it sends', 'live', () => '', null],
        ['in a head', 'live', () => 'GET /healthz HTTP/1.1\r\nHo', null],
        ['in a body', 'live', () => say('half').slice(0, -5), null],
        ['with a request', 'live', () => get('poll/echo'), null],
        ['with many requests', 'live', () => get('poll/echo').repeat(20), null],
        ['with a stream that has not begun', 'live', () => get('sse/ticker'), null],
        ['in a stream', 'live', () => get('sse/clock?every=100'), 'event: tick'],
        ['in a held poll', 'live', () => get('long-poll/echo'), null],
        ['in a body that nobody reads', 'live', bodyNobodyReads, 'retry'],
        ['in a composition', 'live', () => get('compose?chunk=a&chunk=b&every=5000'), 'a\r\n'],
        ['with an opening handshake', 'live', upgrade, null],
        ['in a WebSocket', 'live', upgrade, '\r\n\r\n'],
        [
          'in a frame',
          'live',
          () => upgrade() + text('half').toString('latin1').slice(0, 7),
          '\r\n\r\n',
        ],
        ['with garbage', 'live', () => 'garbage\r\n\r\n', null],
        ['in a download', 'site', () => request('GET /large.txt HTTP/1.1'), '\r\n\r\n'],
        ['with a request for a space', 'site', () => request('POST /api/spaces HTTP/1.1'), null],
      ];

    test.each(states)('%s is forgotten', async (_, origin, bytes, until) => {
      for (let round = 0; round < 8; round += 1) {
        await using socket = await beside.connect(origin);
        await socket.send(bytes());
        if (until !== null) await socket.until(until);
        socket.reset();
      }
      await beside.quiet();
      expect(beside.server.complaints()).toBe('');
    });
  });

  test('downloads that are left in the middle keep no file open', async () => {
    const sockets = await Promise.all(Array.from({ length: 40 }, () => beside.connect('site')));
    for (const socket of sockets) {
      await socket.send(request('GET /large.txt HTTP/1.1'));
      await socket.until('\r\n\r\n');
      socket.stopReading();
    }
    expect(beside.server.openFiles('large.txt')).toBeGreaterThan(0);
    for (const socket of sockets) socket.reset();
    while (beside.server.openFiles('large.txt') > 0) await beside.quiet();
    expect(beside.server.complaints()).toBe('');
  });
});
