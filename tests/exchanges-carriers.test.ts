/** A check sees the same of a request over HTTP/1.1 and over HTTP/2, however it goes and ends. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Exchange } from '../src/sandbox/checks/exchange.ts';
import { type Carried, type CarriedRequest, carriers } from './support/carriers.ts';
import { certificate, trustCertificate } from './support/certificate.ts';
import { exchangesOf, shown, watch } from './support/exchanges.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import { switchOn } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  trustCertificate();
  server = await LiveServer.start({ ...certificate, heartbeat: 3600 });
});
afterAll(() => server.close());

type Ask = (asked: CarriedRequest) => Carried;

/** One exchange over each of the carriers, in a space of its own. */
async function overEach(act: (ask: Ask, space: Space) => Promise<void>): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const { open } of carriers) {
    await using carrier = await open(server.urls.live);
    const space = await server.space();
    using wire = await watch(server, space);
    const ask: Ask = ({ path, headers, ...rest }) =>
      carrier.request({
        path: `/s/${space.id}/${path}`,
        headers: { ...headers, 'x-asked': 'yes' },
        ...rest,
      });
    await act(ask, space);
    // The others are of what helps along.
    const isAsked = ({ headers }: Exchange) => headers.has('x-asked');
    const isOver = ({ closed }: Exchange) => closed !== undefined;
    const all = await exchangesOf(wire, (some) => some.filter(isAsked).some(isOver));
    exchanges.push(...all.filter(isAsked));
  }
  return exchanges;
}

const say = (text: string) => JSON.stringify({ event: 'say', data: { text } });
const json = { 'content-type': 'application/json' };

test.each<[string, (ask: Ask, space: Space) => Promise<void>, object]>([
  [
    'an event stream that resumes, and that the client closes',
    async (ask, space) => {
      const id = await send(space, 'echo', 'say', { text: 'before' });
      await send(space, 'echo', 'say', { text: 'missed' });
      const stream = ask({ path: 'sse/echo', headers: { 'last-event-id': id } });
      await stream.until('missed');
      await send(space, 'echo', 'say', { text: 'grüß dich' });
      await stream.until('grüß dich');
      stream.abandon();
    },
    {
      asked: { transport: 'sse', topic: 'echo', method: 'GET', path: 'sse/echo', query: '' },
      headers: { 'last-event-id': 'e-1' },
      status: 200,
      events: [
        { id: 'e-2', event: 'said', data: { text: 'missed' } },
        { id: 'e-3', event: 'said', data: { text: 'grüß dich' } },
      ],
      lastEventId: 'e-3',
      hasRetry: true,
      by: 'client',
    },
  ],
  [
    'an event stream that is cut',
    async (ask, space) => {
      const stream = ask({ path: 'sse/echo?after=earliest' });
      await stream.until('retry:');
      await switchOn(server, space, { fault: 'cut' });
      await stream.ended;
    },
    { asked: { query: 'after=earliest' }, status: 200, events: [], by: 'server' },
  ],
  [
    'an event stream that stops halfway',
    async (ask, space) => {
      const stream = ask({ path: 'sse/echo' });
      await stream.until('retry:');
      await switchOn(server, space, { fault: 'truncate' });
      await send(space, 'echo', 'say', { text: 'cut off' }).catch(() => {});
      await stream.ended;
    },
    { events: [], by: 'server' },
  ],
  [
    'an event stream to which the server says goodbye',
    async (ask, space) => {
      const stream = ask({ path: 'sse/echo' });
      await stream.until('retry:');
      await switchOn(server, space, { fault: 'restart', for: 0 });
      await stream.ended;
    },
    { events: [{ event: 'draining' }], by: 'complete' },
  ],
  [
    'a composed stream, cut inside of characters and fields',
    async (ask) => {
      const chunks = [':+hi', '%0Aid:7%0A%0Aretry:10%0Adata:gr%C3', '%BC%C3%9F%0A', '%0A'];
      const query = chunks.map((chunk) => `chunk=${chunk}`).join('&');
      const stream = ask({ path: `compose?${query}` });
      await stream.until('hi');
      server.clock.advance(0);
      await stream.ended;
    },
    {
      asked: { transport: 'sse', path: 'compose' },
      comments: ['hi'],
      events: [{ event: 'message', data: 'grüß' }],
      lastEventId: '7',
      hasRetry: true,
      by: 'complete',
    },
  ],
  [
    'a stream that is answered 204',
    async (ask, space) => {
      await switchOn(server, space, { fault: 'no-content' });
      await ask({ path: 'sse/echo' }).ended;
    },
    { status: 204, body: '', by: 'complete' },
  ],
  [
    'a request that is refused',
    async (ask, space) => {
      await switchOn(server, space, { fault: 'refuse', status: 503, retryAfter: 7 });
      await ask({ path: 'sse/echo' }).ended;
    },
    { status: 503, responseHeaders: { 'retry-after': '7' }, by: 'complete' },
  ],
  [
    'a path that does not exist',
    (ask) => ask({ path: 'shout/echo' }).ended,
    { asked: { transport: 'other', path: 'shout/echo' }, status: 404, by: 'complete' },
  ],
  [
    'a poll',
    async (ask, space) => {
      await send(space, 'echo', 'say', { text: 'polled' });
      await ask({ path: 'poll/echo?after=earliest' }).ended;
    },
    {
      asked: { transport: 'poll' },
      events: [{ id: 'e-1', event: 'said', data: { text: 'polled' } }],
      lastEventId: 'e-1',
      by: 'complete',
    },
  ],
  [
    'a held poll',
    async (ask, space) => {
      const held = ask({ path: 'long-poll/echo' });
      await server.untilOpen({ ...(await server.open()), 'long-poll': 1 });
      await send(space, 'echo', 'say', { text: 'news' });
      await held.ended;
    },
    { asked: { transport: 'long-poll' }, events: [{ event: 'said' }], by: 'complete' },
  ],
  [
    'a message that is sent',
    (ask) => ask({ method: 'POST', path: 'send/echo', headers: json, body: say('up') }).ended,
    {
      asked: { transport: 'send', method: 'POST' },
      headers: { 'content-type': 'application/json' },
      sent: [{ text: say('up'), json: { event: 'say', data: { text: 'up' } } }],
      status: 202,
      body: '{"id":"e-1"}\n',
      by: 'complete',
    },
  ],
  [
    'a message that is no JSON',
    (ask) => ask({ method: 'POST', path: 'send/echo', headers: json, body: 'up' }).ended,
    { sent: [{ text: 'up' }], status: 400, by: 'complete' },
  ],
  [
    'a message that says nothing',
    (ask) => ask({ method: 'POST', path: 'send/echo', headers: json, body: '' }).ended,
    { sent: [], status: 400, by: 'complete' },
  ],
  [
    'a preflight',
    (ask) =>
      ask({
        method: 'OPTIONS',
        path: 'send/echo',
        headers: { 'access-control-request-method': 'POST' },
      }).ended,
    { asked: { transport: 'other', method: 'OPTIONS' }, status: 204, by: 'complete' },
  ],
  [
    'a HEAD',
    (ask) => ask({ method: 'HEAD', path: 'poll/echo' }).ended,
    { asked: { method: 'HEAD' }, status: 405, body: '', by: 'complete' },
  ],
])('%s looks the same', async (_, act, expected) => {
  const [first, second] = await overEach(act);
  if (!first || !second) throw new Error('There are two carriers.');
  expect(shown(first)).toMatchObject(expected);
  expect(shown(second)).toEqual(shown(first));
  for (const { headers, openedAt, answer, events, closed } of [first, second]) {
    expect(headers.get('host')).toBe(`localhost:${server.port}`);
    const times = [openedAt, answer?.time, ...events.map(({ time }) => time), closed?.time];
    expect(times.toSorted((one, other) => Number(one) - Number(other))).toEqual(times);
  }
});

test('a reset is one of the connection or of the stream, whose ways to end early are fewer', async () => {
  const endings = async (fault: object) => {
    const exchanges = await overEach(async (ask, space) => {
      const stream = ask({ path: 'sse/echo' });
      await stream.until('retry:');
      await switchOn(server, space, fault);
      await stream.ended;
    });
    return exchanges.map(({ closed }) => ({ by: closed?.by, wasReset: closed?.wasReset }));
  };
  const reset = { by: 'server', wasReset: true };
  expect(await endings({ fault: 'cut' })).toEqual([reset, reset]);
  expect(await endings({ fault: 'cut', by: 'fin' })).toEqual([
    { by: 'server', wasReset: false },
    { by: 'complete', wasReset: false },
  ]);
});
