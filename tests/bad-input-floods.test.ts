import { setInterval as beats } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { openingFields } from './support/frames.ts';
import type { RawResponse, RawSocket } from './support/raw-socket.ts';
import { type Refused, refusalIn, request, tooSlow } from './support/refusals.ts';
import { createSpace, readMetrics } from './support/server-process.ts';

const limits = {
  'head-time': 1,
  'request-time': 2,
  'max-sockets': 300,
  'max-connections-per-space': 20,
  'max-connections-per-address': 50,
  'requests-per-second': 100,
  'messages-per-second': 5000,
  'max-buffered-bytes': 65_536,
  'spaces-per-minute': 1_000_000,
  'max-spaces': 3000,
};
const flags = Object.entries(limits).flatMap(([name, value]) => [`--${name}`, String(value)]);

const tooMany = (whose: string): Refused => ({
  status: 429,
  reason: 'too-many-connections',
  message: `${whose} has as many connections open as it may.`,
  help: 'Close some first.',
});

besideBystander('floods', flags, (beside) => {
  const get = (space: string, path: string, ...fields: string[]) =>
    request(`GET /s/${space}/${path} HTTP/1.1`, fields);

  describe('slow senders', () => {
    const post = request(`POST /api/spaces HTTP/1.1`, ['Content-Length: 100']);

    test.concurrent.for([
      ['nothing', ''],
      ['a line without its end, as HTTP/0.9 had it', 'GET /healthz\r\n'],
      ['half a head', 'GET /healthz HTTP/1.1\r\nHo'],
      ['a head without a body', post],
      ['half a body', `${post}{`],
      [
        'half a chunk',
        request('POST /api/spaces HTTP/1.1', ['Transfer-Encoding: chunked'], '5\r\n{'),
      ],
    ])('%s is not waited for', async ([, bytes = ''], { expect }) => {
      await using socket = await beside.connect('site');
      await socket.send(bytes);
      expect(refusalIn(await socket.response())).toEqual(tooSlow);
      expect(await socket.rest()).toEqual({ bytes: Buffer.alloc(0), ending: 'finished' });
    });

    test.concurrent.for([
      ['a head', request('GET /healthz HTTP/1.1', [`Filler: ${'x'.repeat(100)}`])],
      ['a body', `${post}${' '.repeat(100)}`],
    ])('%s that comes byte by byte gains no time', async ([, bytes = ''], { expect }) => {
      await using socket = await beside.connect('site');
      const start = bytes.length - 100;
      await socket.send(bytes.slice(0, start));
      let sent = start;
      for await (const _ of beats(50)) {
        if (socket.pending.length > 0) break;
        await socket.send(bytes.slice(sent, sent + 1));
        sent += 1;
      }
      expect(refusalIn(await socket.response())).toEqual(tooSlow);
    });

    test.concurrent('a refused body that never ends is cut off, and not refused again', async ({
      expect,
    }) => {
      await using socket = await beside.connect('site');
      await socket.send(request('POST /api/spaces HTTP/1.1', ['Content-Length: 100000']));
      expect((await socket.response()).status).toBe(413);
      expect((await socket.rest()).bytes).toHaveLength(0);
    });

    test('two hundred connections that send nothing keep nobody out', async () => {
      const sockets = await Promise.all(Array.from({ length: 200 }, () => beside.connect('live')));
      await using other = await beside.connect('live');
      await other.send(request('GET /healthz HTTP/1.1'));
      expect((await other.response()).status).toBe(200);
      for (const socket of sockets) expect((await socket.response()).status).toBe(408);
    });
  });

  describe('connections beyond the limits', () => {
    test.each([
      ['event streams', (space: string) => get(space, 'sse/echo')],
      ['held polls', (space: string) => get(space, 'long-poll/echo')],
      ['held compositions', (space: string) => get(space, 'compose?chunk=a&end=hold')],
      ['WebSockets', (space: string) => get(space, 'ws/echo', ...openingFields)],
    ])('%s are refused beyond twenty in a space, until one is closed', async (_, bytes) => {
      const space = await createSpace(beside.server);
      const open = async (): Promise<RawSocket> => {
        const socket = await beside.connect('live');
        await socket.send(bytes(space));
        return socket;
      };
      const sockets = await Promise.all(Array.from({ length: 20 }, open));
      await untilOpenIn(22);
      await using refused = await open();
      const response = await refused.response();
      expect(refusalIn(response)).toEqual(tooMany('This space'));
      expect(response.headers.get('retry-after')).toBe('1');
      for (const socket of sockets) socket.reset();
      await beside.quiet();
      await using next = await open();
      await untilOpenIn(3);
      next.reset();
    });

    test('fifty for one address, and others are let in', async () => {
      const sockets: RawSocket[] = [];
      const open = async (address: string, space: string): Promise<RawResponse> => {
        const socket = await beside.connect('live', address);
        sockets.push(socket);
        await socket.send(get(space, 'sse/echo'));
        return socket.head();
      };
      const statuses: number[] = [];
      for (let space = 0; space < 3; space += 1) {
        const id = await createSpace(beside.server);
        for (let index = 0; index < 20; index += 1) {
          statuses.push((await open('127.0.0.2', id)).status);
        }
      }
      expect(statuses).toEqual([...Array(50).fill(200), ...Array(10).fill(429)]);
      const refused = sockets.at(-1);
      expect(String(await refused?.until('\n'))).toContain('"This address has as many');
      const space = await createSpace(beside.server);
      expect((await open('127.0.0.3', space)).status).toBe(200);
      for (const socket of sockets) socket.reset();
      await beside.quiet();
    });

    test('sockets beyond the limit of an origin are closed, those that are open stay', async () => {
      const health = request('GET /healthz HTTP/1.1');
      const ask = async (socket: RawSocket): Promise<number> => {
        await socket.send(health);
        return socket.response().then(
          ({ status }) => status,
          () => 0,
        );
      };
      const sockets = await Promise.all(
        Array.from({ length: 400 }, () => beside.connect('runner')),
      );
      const statuses = await Promise.all(sockets.map(ask));
      expect(statuses.filter((status) => status === 200)).toHaveLength(300);
      expect(statuses.filter((status) => status === 0)).toHaveLength(100);
      for (const socket of sockets) socket.reset();
      await using next = await beside.connect('runner');
      expect(await ask(next)).toBe(200);
    });
  });

  test('requests that come too fast are told when to come back', async () => {
    const space = await createSpace(beside.server);
    await using socket = await beside.connect('live');
    await socket.send(get(space, 'poll/echo').repeat(1000));
    const responses: RawResponse[] = [];
    while (responses.length < 1000) responses.push(await socket.response());
    const refused = responses.filter(({ status }) => status === 429);
    expect(responses.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(200);
    expect(refused.length).toBeGreaterThan(0);
    for (const response of refused) {
      expect(response.headers.get('retry-after')).toBe('1');
      expect(refusalIn(response)).toEqual({
        status: 429,
        reason: 'too-fast',
        message: 'This space gets too many requests.',
        help: 'Wait, then go slower.',
      });
    }
  });

  test('an event stream that is never read is dropped, and says so', async () => {
    const space = await createSpace(beside.server);
    await using reader = await beside.connect('live');
    await reader.send(get(space, 'sse/echo'));
    await reader.until('retry');
    reader.stopReading();
    // Each of these characters takes six bytes in JSON.
    const body = JSON.stringify({ event: 'say', data: { text: '\u0001'.repeat(4000) } });
    const fields = ['Content-Type: application/json', `Content-Length: ${body.length}`];
    const message = request(`POST /s/${space}/send/echo HTTP/1.1`, fields, body);
    await using writer = await beside.connect('live');
    const dropped = 'duplex_refusals_total{reason="too-slow"}';
    for (let sent = 0; ((await readMetrics(beside.server)).get(dropped) ?? 0) === 0; sent += 20) {
      expect(sent).toBeLessThan(2000);
      await writer.send(message.repeat(20));
      for (let index = 0; index < 20; index += 1) await writer.response();
    }
    reader.readAgain();
    await reader.until('event:dropped\n');
    expect(await reader.until('\n')).toBe(
      'data:{"reason":"too-slow","message":"More than 65536 bytes were waiting to be read.","help":"Read faster, or ask for less."}\n',
    );
  });

  test('ten thousand requests for spaces end at three thousand spaces', async () => {
    const statuses: number[] = [];
    let refused: RawResponse | undefined;
    for (let batch = 0; batch < 10; batch += 1) {
      await using socket = await beside.connect('site');
      void socket.send(request('POST /api/spaces HTTP/1.1').repeat(1000));
      for (let index = 0; index < 1000; index += 1) {
        const response = await socket.response();
        statuses.push(response.status);
        if (response.status !== 201) refused = response;
      }
    }
    expect(new Set(statuses)).toEqual(new Set([201, 429]));
    expect((await readMetrics(beside.server)).get('duplex_spaces')).toBe(3000);
    expect(refused === undefined ? null : refusalIn(refused)).toEqual({
      status: 429,
      reason: 'too-many-spaces',
      message: 'This server has no room for another space.',
      help: 'Try again in some minutes.',
    });
  });

  /** Resolves when so many connections are open in all, the bystander's two among them. */
  async function untilOpenIn(count: number): Promise<void> {
    for (;;) {
      const open = [...(await readMetrics(beside.server))]
        .filter(([name]) => name.startsWith('duplex_connections_open'))
        .reduce((sum, [, value]) => sum + value, 0);
      if (open === count) return;
    }
  }
});
