/** With a certificate: HTTP/2 for all that has it, HTTP/1.1 and WebSockets beside it on the same port. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topicNames } from '../sandbox-server/topics/index.ts';
import { certificate, trustCertificate } from './support/certificate.ts';
import { Http2Connection } from './support/clients/http2.ts';
import { poll } from './support/clients/polling.ts';
import { clients } from './support/clients.ts';
import { exercise } from './support/exercise.ts';
import { LiveServer, send } from './support/live-server.ts';

let server: LiveServer;
let connection: Http2Connection;
beforeAll(async () => {
  trustCertificate();
  server = await LiveServer.start({ ...certificate, maxBufferedBytes: 64 * 1024, history: 5000 });
  connection = await Http2Connection.open(server.urls.live);
});
afterAll(async () => {
  await connection[Symbol.asyncDispose]();
  await server.close();
});

const json = (text: string): unknown => JSON.parse(text);

test('all three origins speak it', async () => {
  for (const url of Object.values(server.urls)) {
    expect(new URL(url).protocol).toBe('https:');
    await using one = await Http2Connection.open(url);
    expect(await one.ask('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}\n' });
  }
  await using site = await Http2Connection.open(server.urls.site);
  expect(json((await site.ask('/api/config')).body)).toEqual(server.urls);
});

describe.each(topicNames)('%s', (name) => {
  test('has the same events over HTTP/2 as over all else', async () => {
    const space = await server.space();
    await exercise(server, space, name);
    const all = clients.map(({ follow }) => follow(space.base, name, { after: 'earliest' }));
    const stream = connection.follow(`/s/${space.id}/sse/${name}?after=earliest`);
    await exercise(server, space, name, { seed: 2 });
    const { events, next } = await poll(space.base, name, 'earliest');
    for (const following of [stream, ...all]) {
      await following.untilId(next);
      expect(following.ids).toEqual(events.map(({ id }) => id));
      expect(following.events.map(({ data }) => data)).toEqual(events.map(({ data }) => data));
      expect(following.notices).toEqual([]);
      await following.close();
    }
    const page = await connection.ask(`/s/${space.id}/poll/${name}?after=earliest`);
    expect(json(page.body)).toEqual({ events, next, recovered: true });
  });
});

test('an event stream has no header of HTTP/1.1, and a reconnection time', async () => {
  const space = await server.space();
  await using following = connection.follow(`/s/${space.id}/sse/echo`);
  const first = new Promise<string>((resolve) => following.stream.once('data', resolve));
  await following.untilConnected();
  expect(Object.fromEntries(Object.entries(following.headers))).toEqual({
    ':status': 200,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    date: expect.any(String),
  });
  expect(await first).toMatch(/^retry:[23]\d{3}\n\n$/);
});

test('resumes from Last-Event-ID, is sent to, and is held, over one connection', async () => {
  const space = await server.space();
  const say = async (text: string) => {
    const message = { event: 'say', data: { text } };
    const { status, body } = await connection.ask(`/s/${space.id}/send/echo`, message);
    expect(status).toBe(202);
    return (json(body) as { id: string }).id;
  };
  const ids = [await say('one'), await say('two'), await say('three')];
  await using following = connection.follow(`/s/${space.id}/sse/echo`, {
    'last-event-id': ids[0] ?? '',
  });
  await following.untilCount(2);
  const held = connection.ask(`/s/${space.id}/long-poll/echo?after=${ids[2]}`);
  await server.untilOpen({ sse: 1, 'long-poll': 1 });
  ids.push(await say('four'));
  expect(json((await held).body)).toMatchObject({ next: ids[3], recovered: true });
  await following.untilCount(3);
  expect(following.ids).toEqual(ids.slice(1));
});

test('a refusal is the same as over HTTP/1.1', async () => {
  const { status, headers, body } = await connection.ask('/s/nowhere/sse/echo');
  const overHttp1 = await fetch(`${server.urls.live}/s/nowhere/sse/echo`);
  expect(status).toBe(404);
  expect(headers['content-type']).toBe(overHttp1.headers.get('content-type'));
  expect(json(body)).toEqual(await overHttp1.json());
});

test('a stream that is not read is dropped, and the others of its connection do not notice', async () => {
  const space = await server.space();
  const slow = connection.follow(`/s/${space.id}/sse/echo?after=earliest`);
  await using other = connection.follow(`/s/${space.id}/sse/echo?after=earliest`);
  await Promise.all([slow.untilConnected(), other.untilConnected()]);
  slow.stream.pause();
  const text = '\u0001'.repeat(4000);
  let last = '';
  while (!(await droppedOne())) last = await send(space, 'echo', 'say', { text });
  slow.stream.resume();
  await slow.until(({ ending }) => ending !== null);
  expect(slow.notices).toEqual([
    {
      id: '',
      event: 'dropped',
      data: {
        reason: 'too-slow',
        message: 'More than 65536 bytes were waiting to be read.',
        help: 'Read faster, or ask for less.',
      },
    },
  ]);
  await other.untilId(last);
  const { events } = await poll(space.base, 'echo', 'earliest');
  expect(other.ids).toEqual(events.map(({ id }) => id));
  expect(slow.ids).toEqual(other.ids.slice(0, slow.ids.length));
});

async function droppedOne(): Promise<boolean> {
  const metrics = await (await fetch(`${server.urls.site}/metrics`)).text();
  return metrics.includes('duplex_refusals_total{reason="too-slow"} 1\n');
}

test('a cut ends the streams of its space, and no other', async () => {
  const [cut, kept] = [await server.space(), await server.space()];
  await using one = connection.follow(`/s/${cut.id}/sse/echo`);
  await using other = connection.follow(`/s/${kept.id}/sse/echo`);
  await Promise.all([one.untilConnected(), other.untilConnected()]);
  await server.fault(cut, { fault: 'cut' });
  await one.until(({ ending }) => ending !== null);
  const id = await send(kept, 'echo', 'say', { text: 'still here' });
  await other.untilId(id);
  expect(other.ending).toBe(null);
});

test('a server that stops says goodbye on every stream, and ends the connection', async () => {
  await using going = await LiveServer.start({ ...certificate, drainTime: 5 });
  const space = await going.space();
  await using one = await Http2Connection.open(going.urls.live);
  const following = one.follow(`/s/${space.id}/sse/echo`);
  await following.untilConnected();
  const held = one.ask(`/s/${space.id}/long-poll/echo`);
  await going.untilOpen({ sse: 1, 'long-poll': 1 });
  const ended = new Promise((resolve) => one.session.once('close', resolve));
  const started = performance.now();
  await going.close();
  expect(performance.now() - started).toBeLessThan(4000);
  expect(json((await held).body)).toMatchObject({ events: [], recovered: true });
  expect(following.notices.map(({ event }) => event)).toEqual(['draining']);
  expect(following.ending).toBe(0);
  await ended;
});
