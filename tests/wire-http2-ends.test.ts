/** How streams of HTTP/2 end on the wire: nothing is told that nobody has said, and nothing is left out. */
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certificate, trustCertificate } from './support/certificate.ts';
import { Http2Connection } from './support/clients/http2.ts';
import { LiveServer, type Space } from './support/live-server.ts';
import { partOf, switchOn, WireFollowing } from './support/wire.ts';

let server: LiveServer;
let connection: Http2Connection;
let space: Space;
let wire: WireFollowing;
beforeAll(async () => {
  trustCertificate();
  server = await LiveServer.start({ ...certificate });
});
beforeEach(async () => {
  connection = await Http2Connection.open(server.urls.live);
  space = await server.space();
  wire = await WireFollowing.of(server, space);
  return async () => {
    wire[Symbol.dispose]();
    await connection[Symbol.asyncDispose]();
  };
});
afterAll(() => server.close());

const ofKind =
  (kind: string, direction?: string) => (record: { kind: string; direction: string }) =>
    record.kind === kind && (direction === undefined || record.direction === direction);

describe('what nobody has said is not told', () => {
  /** What is no head, such as `up reset RST_STREAM CANCEL`. */
  const afterHeads = () =>
    wire.records
      .filter(({ kind }) => kind !== 'headers')
      .map(({ direction, kind, summary }) => `${direction} ${kind} ${summary}`);

  test.each([
    ['CANCEL', 8],
    // Allowed, and still no END_STREAM.
    ['NO_ERROR', 0],
  ])('a stream that the client resets with %s has no END_STREAM', async (name, code) => {
    const following = connection.follow(`/s/${space.id}/sse/echo`);
    await following.untilConnected();
    await wire.record(ofKind('data'));
    following.stream.close(code);
    await wire.record(ofKind('reset'));
    expect(afterHeads()).toEqual([
      expect.stringMatching(/^down data retry:/),
      `up reset RST_STREAM ${name}`,
    ]);
  });

  test('a stream whose connection is lost is neither ended nor reset', async () => {
    const following = connection.follow(`/s/${space.id}/sse/echo`);
    await following.untilConnected();
    await wire.record(ofKind('data'));
    connection.reset();
    const closed = await wire.record(ofKind('closed'));
    expect(closed).toMatchObject({ stream: 0, direction: 'up' });
    expect(afterHeads()).toEqual([
      expect.stringMatching(/^down data retry:/),
      'up closed connection reset by the client',
    ]);
  });

  test('an answer without content has its END_STREAM with its head', async () => {
    await switchOn(server, space, { fault: 'no-content' });
    expect((await connection.ask(`/s/${space.id}/sse/echo`)).status).toBe(204);
    const answer = await wire.record(ofKind('headers', 'down'));
    expect(partOf(answer, 'END_STREAM').value).toBe('nothing more comes this way');
    connection.session.close();
    await wire.record(ofKind('closed'));
    expect(afterHeads().filter((line) => line.includes(' data '))).toEqual([]);
  });

  test('a stream that was open before, and ends in order, is not reset', async () => {
    const quiet = await server.space();
    await using following = connection.follow(`/s/${quiet.id}/sse/echo`);
    await following.untilConnected();
    using late = await WireFollowing.of(server, quiet, 2);
    await switchOn(server, quiet, { fault: 'cut', by: 'fin' });
    await following.until(({ ending }) => ending !== null);
    connection.session.close();
    await late.record(ofKind('closed'));
    expect(late.records.map(({ summary }) => summary)).toEqual([
      'END_STREAM',
      expect.stringMatching(/^GOAWAY/),
      expect.stringMatching(/^GOAWAY/),
      expect.stringMatching(/^connection closed/),
    ]);
  });
});

test('a preflight is shown, and a request that is refused', async () => {
  const path = `/s/${space.id}/send/echo`;
  const preflight = connection.session.request(
    { ':method': 'OPTIONS', ':path': path },
    { endStream: true },
  );
  preflight.resume();
  await once(preflight, 'close');
  expect((await connection.ask(`/s/${space.id}/shout/echo`)).status).toBe(404);
  await wire.record(({ summary }) => summary === '404');
  const heads = wire.records.filter(({ kind }) => kind === 'headers');
  expect(heads.map(({ summary }) => summary)).toEqual([
    `OPTIONS ${path}`,
    '204',
    `GET /s/${space.id}/shout/echo`,
    '404',
  ]);
});
