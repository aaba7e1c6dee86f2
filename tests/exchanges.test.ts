/** A check sees the same events and messages, whatever carried them: HTTP/1.1 or HTTP/2, JSON or MessagePack. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topicNames } from '../sandbox-server/topics/index.ts';
import type { Exchange } from '../src/sandbox/checks/exchange.ts';
import { certificate, trustCertificate } from './support/certificate.ts';
import { eventSourceClient } from './support/clients/event-stream.ts';
import { Http2Connection } from './support/clients/http2.ts';
import { poll } from './support/clients/polling.ts';
import { jsonWebSocketClient, messagePackClient } from './support/clients/web-socket.ts';
import { exchangesOf, said, watch } from './support/exchanges.ts';
import { exercise } from './support/exercise.ts';
import { LiveServer } from './support/live-server.ts';

let server: LiveServer;
beforeAll(async () => {
  trustCertificate();
  server = await LiveServer.start({ ...certificate, heartbeat: 3600 });
});
afterAll(() => server.close());

describe('the events of a topic', () => {
  test('are the same whatever carries them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...topicNames), fc.nat(), async (topic, seed) => {
        const space = await server.space();
        using wire = await watch(server, space);
        await exercise(server, space, topic, { seed });
        await using connection = await Http2Connection.open(server.urls.live);
        const from = { after: 'earliest' };
        await using closing = new AsyncDisposableStack();
        const followings = [
          eventSourceClient.follow(space.base, topic, from),
          connection.follow(`/s/${space.id}/sse/${topic}?after=earliest`),
          jsonWebSocketClient.follow(space.base, topic, from),
          messagePackClient.follow(space.base, topic, from),
        ].map((following) => closing.use(following));
        for (const following of followings) await following.untilConnected();
        await exercise(server, space, topic, { seed: seed + 1 });
        const { events, next } = await poll(space.base, topic, 'earliest');
        await connection.ask(`/s/${space.id}/poll/${topic}?after=earliest`);
        for (const following of followings) await following.untilId(next);
        const isFollowing = ({ query }: Exchange) => query.has('after');
        const exchanges = await exchangesOf(wire, (all) => {
          const complete = all.filter((one) => isFollowing(one) && one.lastEventId === next);
          return complete.length === 6;
        });
        const expected = events.map(({ id, event, data }) => ({ id, event, data }));
        for (const exchange of exchanges.filter(isFollowing)) {
          expect(said(exchange)).toEqual(expected);
        }
      }),
      { numRuns: 12 },
    );
  });

  test('and what clients send over WebSockets are the same in JSON and in MessagePack', async () => {
    const anything = fc.record({
      event: fc.constantFrom('say', 'edit', 'shout'),
      data: fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))),
      ref: fc.oneof(fc.string({ maxLength: 64 }), fc.integer(), fc.constant(null)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 4 }), async (messages) => {
        const space = await server.space();
        using wire = await watch(server, space);
        const seen = [];
        for (const client of [jsonWebSocketClient, messagePackClient]) {
          await using following = client.follow(space.base, 'chat');
          for (const { event, data, ref } of messages) await following.ask(event, data, ref);
        }
        const isDone = ({ sent, events }: Exchange) =>
          sent.length === messages.length && events.length >= messages.length;
        for (const exchange of await exchangesOf(wire, (all) => all.filter(isDone).length === 2)) {
          const replies = exchange.events.filter(({ event }) => event === 'ack');
          seen.push({
            sent: exchange.sent.map(({ json }) => json),
            texts: exchange.sent.map(({ text }) => JSON.parse(text) as unknown),
            replies: replies.map(({ data }) => ({ ...(data as object), id: 'any' })),
          });
        }
        expect(seen[0]?.sent).toEqual(messages);
        expect(seen[0]?.texts).toEqual(messages);
        expect(seen[1]).toEqual(seen[0]);
      }),
      { numRuns: 20 },
    );
  });
});
