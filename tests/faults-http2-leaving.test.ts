/** Clients that give a stream of HTTP/2 up while something of it is held. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificate, trustCertificate } from './support/certificate.ts';
import { Http2Connection } from './support/clients/http2.ts';
import { LiveServer, send } from './support/live-server.ts';
import { switchAllOff, switchOn, WireFollowing } from './support/wire.ts';

let server: LiveServer;
beforeAll(async () => {
  trustCertificate();
  server = await LiveServer.start({ ...certificate, heartbeat: 3600 });
});
afterAll(() => server.close());

test.each([
  [{ fault: 'buffer' }],
  [{ fault: 'freeze' }],
  [{ fault: 'delay', milliseconds: 500 }],
  [{ fault: 'throttle', rate: 10 }],
])('what %o holds is lost, and nothing of it is on the wire', async (fault) => {
  const space = await server.space();
  using wire = await WireFollowing.of(server, space);
  await using connection = await Http2Connection.open(server.urls.live);
  // One whose head is held, and one whose head is not.
  const early = connection.follow(`/s/${space.id}/sse/echo`);
  await early.untilConnected();
  await switchOn(server, space, fault);
  const late = connection.follow(`/s/${space.id}/sse/echo`);
  await wire.record(({ kind, stream }) => kind === 'headers' && stream === late.stream.id);
  await send(await server.space(), 'echo', 'say', { text: 'a request and its answer later' });
  await early.close();
  await late.close();
  const isReset = (id: number | undefined) => (record: { kind: string; stream?: number }) =>
    record.kind === 'reset' && record.stream === id;
  await wire.record(isReset(early.stream.id));
  await wire.record(isReset(late.stream.id));
  const told = wire.records.length;
  await switchAllOff(server, space);
  server.clock.advance(60_000);
  await connection.ask(`/s/${space.id}/poll/echo`);
  await wire.record(({ summary }) => summary === 'END_STREAM');
  const later = wire.records.slice(told).map(({ stream }) => stream);
  expect(new Set(later).size).toBe(1);
  await server.untilOpen({ control: 1 });
  wire[Symbol.dispose]();
  await server.untilOpen({});
});
