/** The wire of a space over HTTP/2: what its library knows of streams, against what a real client saw. */
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { certificate, trustCertificate } from './support/certificate.ts';
import { Http2Connection } from './support/clients/http2.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import { bytesOf, partOf, switchOn, WireFollowing } from './support/wire.ts';

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

test('shows the headers of a request and of its answer, each with its stream, and no bytes', async () => {
  const path = `/s/${space.id}/sse/echo`;
  await using following = connection.follow(path, { 'x-asked': 'yes' });
  await following.untilConnected();
  const request = await wire.record(ofKind('headers', 'up'));
  expect(request).toMatchObject({
    connection: 1,
    stream: following.stream.id,
    summary: `GET ${path}`,
    bytes: '',
    size: 0,
    sizes: { payload: 0, framing: 0 },
  });
  expect(partOf(request, ':method')).toMatchObject({
    value: 'GET',
    see: { document: 'RFC 9113', section: '8.3.1' },
  });
  expect(partOf(request, 'x-asked')).toMatchObject({
    value: 'yes',
    see: { document: 'RFC 9113', section: '8.2' },
  });
  expect(partOf(request, 'END_STREAM').value).toBe('nothing more comes this way');
  const answer = await wire.record(ofKind('headers', 'down'));
  expect(answer).toMatchObject({ stream: following.stream.id, summary: '200', bytes: '' });
  const shown = Object.fromEntries(answer.parts.map(({ name, value }) => [name, value]));
  const received = Object.entries(following.headers).map(([name, value]) => [name, String(value)]);
  expect(shown).toEqual(Object.fromEntries(received));
});

test('shows data as it was given to the library, and the fields of an event stream in it', async () => {
  await using following = connection.follow(`/s/${space.id}/sse/echo`);
  let received = '';
  following.stream.on('data', (text: string) => {
    received += text;
  });
  await following.untilConnected();
  await following.untilId(await send(space, 'echo', 'say', { text: 'grüß dich' }));
  const record = await wire.record(({ summary }) => summary.startsWith('event: said'));
  expect(record).toMatchObject({ kind: 'data', stream: following.stream.id });
  const data = wire.records.filter(
    ({ kind, direction, stream }) =>
      kind === 'data' && direction === 'down' && stream === following.stream.id,
  );
  expect(Buffer.concat(data.map(bytesOf)).toString()).toBe(received);
  expect(partOf(record, 'data field').value).toBe('{"text":"grüß dich"}');
  expect(record.sizes).toEqual({ payload: bytesOf(record).length, framing: 0 });
});

test('tells what was sent up, and that both sides have said all', async () => {
  const message = { event: 'say', data: { text: 'up' } };
  const { status } = await connection.ask(`/s/${space.id}/send/echo`, message);
  expect(status).toBe(202);
  await wire.record(
    ({ kind, summary, direction }) =>
      kind === 'data' && summary === 'END_STREAM' && direction === 'down',
  );
  const upwards = wire.records.filter(({ direction }) => direction === 'up');
  expect(upwards.map(({ kind }) => kind)).toEqual(['headers', 'data', 'data']);
  expect(upwards.map((record) => bytesOf(record).toString()).join('')).toBe(
    JSON.stringify(message),
  );
  expect(upwards.at(-1)?.summary).toBe('END_STREAM');
  const downwards = wire.records.filter(({ direction }) => direction === 'down');
  expect(downwards.map(({ summary }) => summary)).toEqual([
    '202',
    expect.stringMatching(/^\{"id":/),
    'END_STREAM',
  ]);
});

test('tells by whom a stream was reset, and why', async () => {
  const mine = connection.follow(`/s/${space.id}/sse/echo`);
  await mine.untilConnected();
  await mine.close();
  const cancelled = await wire.record(ofKind('reset'));
  expect(cancelled).toMatchObject({ direction: 'up', summary: 'RST_STREAM CANCEL' });
  expect(partOf(cancelled, 'error code').value).toBe('8, CANCEL');

  const theirs = connection.follow(`/s/${space.id}/sse/echo`);
  await theirs.untilConnected();
  await switchOn(server, space, { fault: 'cut' });
  await theirs.until(({ ending }) => ending !== null);
  const reset = await wire.record(ofKind('reset', 'down'));
  expect(reset).toMatchObject({ stream: theirs.stream.id, summary: 'RST_STREAM INTERNAL_ERROR' });
  expect(theirs.ending).toBe(2);
});

test('tells that the client says GOAWAY, and the end of the connection', async () => {
  await using following = connection.follow(`/s/${space.id}/sse/echo`);
  await following.untilConnected();
  await wire.record(ofKind('headers', 'down'));
  connection.session.goaway(11);
  const goaway = await wire.record(ofKind('goaway', 'up'));
  expect(goaway).toMatchObject({ stream: 0, connection: 1, summary: 'GOAWAY ENHANCE_YOUR_CALM' });
  expect(partOf(goaway, 'error code').see).toEqual({ document: 'RFC 9113', section: '6.8' });
  connection.session.destroy();
  const closed = await wire.record(ofKind('closed'));
  expect(closed).toMatchObject({
    stream: 0,
    connection: 1,
    direction: 'up',
    summary: 'connection closed by the client',
  });
});

test('shows no secret', async () => {
  await using following = connection.follow(`/s/${space.id}/sse/echo?ticket=hunter2`, {
    authorization: 'Bearer hunter2',
    cookie: 'session=hunter2',
    referer: 'https://localhost/?token=hunter2',
  });
  await following.untilConnected();
  const request = await wire.record(ofKind('headers', 'up'));
  expect(JSON.stringify(request)).not.toContain('hunter2');
  expect(partOf(request, 'authorization').value).toBe('redacted');
  expect(partOf(request, 'cookie').value).toBe('redacted');
  expect(request.summary).toBe(`GET /s/${space.id}/sse/echo?ticket=•••`);
});

test('a connection that serves two spaces shows each its own streams alone', async () => {
  const other = await server.space();
  await connection.ask(`/s/${other.id}/poll/echo`);
  await connection.ask(`/s/${space.id}/poll/echo`);
  await connection.ask(`/s/${other.id}/poll/echo`);
  await wire.record(({ summary }) => summary === 'END_STREAM');
  connection.session.close();
  await once(connection.session, 'close');
  await wire.record(ofKind('closed'));
  expect(JSON.stringify(wire.records)).not.toContain(other.id);
  expect(new Set(wire.records.map(({ stream }) => stream))).toEqual(new Set([3, 0]));
});

test('a stream that was open before is watched from where it is', async () => {
  const quiet = await server.space();
  await using following = connection.follow(`/s/${quiet.id}/sse/echo`);
  await following.untilConnected();
  using late = await WireFollowing.of(server, quiet, 2);
  await send(quiet, 'echo', 'say', { text: 'late' });
  const record = await late.record(ofKind('data'));
  expect(record.summary).toBe('event: said, data: {"text":"late"}');
  expect(partOf(record, 'event field').value).toBe('said');
});

test('what nobody watched is told as a gap', async () => {
  await connection.ask(`/s/${space.id}/poll/echo`);
  await wire.record(({ summary }) => summary === 'END_STREAM');
  wire[Symbol.dispose]();
  await server.untilOpen({});
  await connection.ask(`/s/${space.id}/poll/echo?after=earliest`);
  using again = await WireFollowing.of(server, space);
  const gap = await again.record(ofKind('gap'));
  expect(gap).toMatchObject({ connection: 0, bytes: '' });
  expect(gap.summary).toMatch(/^Nobody watched for \d+\.\d s; what crossed then is not known\.$/);
  expect(JSON.stringify(again.records)).not.toContain('after=earliest');
});
