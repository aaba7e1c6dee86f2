/**
 * Faults over HTTP/2, as a real client meets them: a browser's one connection serves many spaces, so that each fault
 * acts on the streams of its space and on nothing else. Time stands still and is moved by hand.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificate, trustCertificate } from './support/certificate.ts';
import { Http2Connection, type Http2Following } from './support/clients/http2.ts';
import { LiveServer, post, type Space } from './support/live-server.ts';
import { followText, type SeenStream } from './support/seen-stream.ts';
import { switchAllOff, switchOn } from './support/wire.ts';

let server: LiveServer;
let connection: Http2Connection;
let space: Space;
let bystander: Http2Following;
let other: Space;
beforeAll(async () => {
  trustCertificate();
  // No heartbeat falls into a test that is about silence.
  server = await LiveServer.start({
    ...certificate,
    maxBufferedBytes: 32 * 1024,
    heartbeat: 3600,
  });
});
afterAll(() => server.close());

const follow = (target: string): SeenStream => followText(connection, target);

async function followEcho(): Promise<SeenStream> {
  const seen = follow(`/s/${space.id}/sse/echo`);
  await seen.until('retry:');
  return seen;
}

const say = (text: string) => post(space, 'echo', 'say', { text });

/** Requests and answers on this connection and another: what the server had written before has been read. */
async function untilRead(): Promise<void> {
  await server.open();
  await connection.ask('/healthz');
  await connection.ask('/healthz');
}

// The bystander is another space on the same connection: it never notices anything.
beforeEach(async () => {
  connection = await Http2Connection.open(server.urls.live);
  [space, other] = [await server.space(), await server.space()];
  bystander = connection.follow(`/s/${other.id}/sse/echo`);
  await bystander.untilConnected();
});
afterEach(async () => {
  const { body } = await post(other, 'echo', 'say', { text: 'undisturbed' });
  await bystander.untilId('id' in body ? body.id : 'none');
  expect(bystander.ending).toBe(null);
  expect(connection.session.destroyed).toBe(false);
  await switchAllOff(server, space);
  await connection[Symbol.asyncDispose]();
});

describe('cut', () => {
  test('resets the streams of its space, and new ones for as long as it lasts', async () => {
    const seen = await followEcho();
    await switchOn(server, space, { fault: 'cut', for: 2000 });
    // INTERNAL_ERROR, as from a gateway whose server has gone.
    expect(await seen.ended()).toBe(2);
    const early = follow(`/s/${space.id}/sse/echo`);
    expect(await early.ended()).toBe(2);
    expect(early.following.connections).toBe(0);
    server.clock.advance(2000);
    await followEcho();
  });

  test('by FIN ends them in order', async () => {
    const seen = await followEcho();
    await switchOn(server, space, { fault: 'cut', by: 'fin' });
    expect(await seen.ended()).toBe(0);
  });
});

describe('freeze', () => {
  test('holds what is sent both ways, says nothing, and lets all of it through afterwards', async () => {
    const seen = await followEcho();
    await switchOn(server, space, { fault: 'freeze', for: 60_000 });
    const before = seen.text;
    const message = { event: 'say', data: { text: 'held' } };
    const asked = connection.ask(`/s/${space.id}/send/echo`, message);
    const late = follow(`/s/${space.id}/sse/echo`);
    await untilRead();
    expect([seen.text, late.following.connections]).toEqual([before, 0]);
    server.clock.advance(60_000);
    await seen.until('held');
    expect((await asked).status).toBe(202);
    await late.following.untilConnected();
  });

  test('hides from the client that the server has given up on it', async () => {
    const seen = follow(`/s/${space.id}/sse/clock?every=100`);
    await seen.until('retry:');
    await switchOn(server, space, { fault: 'freeze' });
    // Far more ticks than may wait to be read; who is dropped and reads nothing is cut off after 10 s.
    for (let tick = 0; tick < 700; tick += 1) {
      server.clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await server.untilOpen({ sse: 1 });
    await untilRead();
    expect(seen.following.ending).toBe(null);
    await switchAllOff(server, space);
    // CANCEL
    expect(await seen.ended()).toBe(8);
  });
});

describe('delay, jitter and throttle', () => {
  test('delay makes requests and events late, each way, in order', async () => {
    await switchOn(server, space, { fault: 'delay', milliseconds: 500 });
    const seen = follow(`/s/${space.id}/sse/echo`);
    await untilRead();
    server.clock.advance(500);
    await untilRead();
    server.clock.advance(499);
    await untilRead();
    expect(seen.following.connections).toBe(0);
    server.clock.advance(1);
    await seen.following.untilConnected();
    server.clock.advance(500);
    await seen.until('retry:');

    const said = [say('one'), say('two')];
    await untilRead();
    server.clock.advance(500);
    await untilRead();
    server.clock.advance(499);
    await untilRead();
    expect(seen.text).not.toContain('one');
    server.clock.advance(1);
    await seen.until('one');
    server.clock.advance(1000);
    await seen.until('two');
    await Promise.all(said);
  });

  test('jitter holds data for no longer than it may', async () => {
    const seen = await followEcho();
    await switchOn(server, space, { fault: 'jitter', milliseconds: 1000 });
    const asked = say('late');
    await untilRead();
    server.clock.advance(1000);
    await untilRead();
    server.clock.advance(1000);
    await seen.until('late');
    expect((await asked).status).toBe(202);
  });

  test('throttle lets through what its rate allows', async () => {
    const seen = await followEcho();
    await switchOn(server, space, { fault: 'throttle', rate: 200 });
    const before = seen.text.length;
    void say('slowly').catch(() => {});
    await seen.following.until(() => seen.text.length > before, 'first bytes');
    await untilRead();
    // 200 bytes a second are 10 bytes in 50 ms; the first go at once.
    expect(seen.text.length - before).toBe(10);
    server.clock.advance(50);
    await seen.following.until(() => seen.text.length >= before + 20, 'next bytes');
    server.clock.advance(10_000);
    await seen.until('slowly');
  });
});

test('truncate stops halfway through an event, and resets the stream', async () => {
  const seen = await followEcho();
  await switchOn(server, space, { fault: 'truncate' });
  void say('cut off').catch(() => {});
  expect(await seen.ended()).toBe(2);
  const [, event = ''] = seen.text.split('\n\n');
  expect(event).toMatch(/^id: /);
  expect(seen.text.endsWith('\n\n')).toBe(false);
});

test('buffer hands on nothing until there is enough or the answer is complete', async () => {
  await switchOn(server, space, { fault: 'buffer', bytes: 2000 });
  const seen = follow(`/s/${space.id}/sse/echo`);
  expect((await connection.ask(`/s/${space.id}/poll/echo`)).status).toBe(200);
  await untilRead();
  expect(seen.following.connections).toBe(0);
  await say('x'.repeat(2000));
  await seen.until('xxx');
});

test('idle-timeout resets a stream on which nothing happens', async () => {
  const seen = await followEcho();
  await switchOn(server, space, { fault: 'idle-timeout', milliseconds: 5000 });
  server.clock.advance(4999);
  await untilRead();
  expect(seen.following.ending).toBe(null);
  server.clock.advance(1);
  expect(await seen.ended()).toBe(8);
});

test('strip-upgrade meets the WebSocket, which is opened over HTTP/1.1; HTTP/2 has no such header', async () => {
  await switchOn(server, space, { fault: 'strip-upgrade' });
  await followEcho();
  const answer = await fetch(`${space.base}ws/echo`, { headers: { 'x-http': '1.1' } });
  expect(answer.status).toBe(426);
});

describe('answers', () => {
  test.each([503, 502, 500, 429])('refuse answers everything with %i', async (status) => {
    await switchOn(server, space, { fault: 'refuse', status, retryAfter: 7 });
    const answer = await connection.ask(`/s/${space.id}/sse/echo`);
    expect([answer.status, answer.headers['retry-after']]).toEqual([status, '7']);
  });

  test('wrong-content-type and no-content change what an event stream is answered', async () => {
    await switchOn(server, space, { fault: 'wrong-content-type' });
    const wrong = await followEcho();
    expect(wrong.following.headers[':status']).toBe(200);
    expect(wrong.following.headers['content-type']).toBe('text/html');
    await switchOn(server, space, { fault: 'no-content' });
    expect((await connection.ask(`/s/${space.id}/sse/echo`)).status).toBe(204);
  });

  test('restart says goodbye on every stream, is away for a while, and comes back', async () => {
    const seen = await followEcho();
    await switchOn(server, space, { fault: 'restart', for: 3000 });
    await seen.until('event:draining');
    expect(await seen.ended()).toBe(0);
    const early = follow(`/s/${space.id}/sse/echo`);
    expect(await early.ended()).toBe(2);
    server.clock.advance(3000);
    await followEcho();
  });

  test('restart resets what has no answer yet', async () => {
    await switchOn(server, space, { fault: 'delay', milliseconds: 5000 });
    const waiting = follow(`/s/${space.id}/poll/echo`);
    await untilRead();
    await switchOn(server, space, { fault: 'restart', for: 0 });
    expect(await waiting.ended()).toBe(2);
    expect(waiting.following.connections).toBe(0);
  });
});
