/** Every topic on every transport: the same events, the same ids, the same places to start from. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Join } from '../sandbox-server/contract.ts';
import { parseEventId } from '../sandbox-server/event-id.ts';
import { topicNames } from '../sandbox-server/topics/index.ts';
import { poll } from './support/clients/polling.ts';
import { jsonWebSocketClient, messagePackClient } from './support/clients/web-socket.ts';
import { clients, type SeenEvent } from './support/clients.ts';
import { contractOf, exercise } from './support/exercise.ts';
import { LiveServer } from './support/live-server.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

/** What a client without a cursor gets of the events that were there before it came. */
const joining: Record<Join, (events: SeenEvent[]) => SeenEvent[]> = {
  nothing: () => [],
  latest: (events) => events.slice(-1),
  history: (events) => events,
};

describe.each(topicNames)('%s', (name) => {
  const contract = contractOf(name);

  test('has the same events with the same ids on every transport', async () => {
    const space = await server.space();
    await exercise(server, space, name, { seed: 1 });
    const all = clients.map(({ follow }) => follow(space.base, name, { after: 'earliest' }));
    await exercise(server, space, name, { seed: 2 });
    const { events } = await poll(space.base, name, 'earliest');
    expect(events.length).toBeGreaterThanOrEqual(2);
    for (const following of all) {
      await following.untilCount(events.length);
      const timed = following.events.map((seen, index) => ({ time: events[index]?.time, ...seen }));
      expect(timed).toEqual(events);
      expect(following.notices).toEqual([]);
      await following.close();
    }
    expectContract(events);
  });

  test.each(clients)('is joined over $name as its contract says', async (client) => {
    const space = await server.space();
    await exercise(server, space, name);
    const before = await poll(space.base, name, 'earliest');
    await using following = client.follow(space.base, name);
    // A held poll is not answered until something happens, so the server is asked whether it is there.
    if (client.transport === 'long-poll') await server.untilOpen({ 'long-poll': 1 });
    else await following.untilConnected();
    await following.untilCount(joining[contract.join](before.events).length);
    await exercise(server, space, name, { seed: 2 });
    const { events, next } = await poll(space.base, name, before.next);
    await following.untilId(next);
    const expected = [...joining[contract.join](before.events), ...events];
    expect(following.ids).toEqual(expected.map(({ id }) => id));
  });

  test.each(clients)('resumes over $name after every id', async ({ follow, transport }) => {
    const space = await server.space();
    await exercise(server, space, name);
    const { events, next } = await poll(space.base, name, 'earliest');
    const beginning = next.replace(/-\d+$/, '-0');
    const cursors = [beginning, ...events.map(({ id }) => id)];
    const byAddress = cursors.map((after) => follow(space.base, name, { after }));
    // Wins over the address, as it does when an `EventSource` comes back to the address that it started from.
    const byHeader = cursors.map((lastEventId) =>
      follow(space.base, name, { after: 'earliest', lastEventId }),
    );
    const all = transport === 'sse' ? [byAddress, byHeader] : [byAddress];
    await exercise(server, space, name, { seed: 2 });
    const later = await poll(space.base, name, 'earliest');
    for (const followings of all) {
      for (const [index, following] of followings.entries()) {
        await following.untilId(later.next);
        expect(following.ids).toEqual(later.events.slice(index).map(({ id }) => id));
        expect(following.notices).toEqual([]);
      }
    }
    for (const following of [...byAddress, ...byHeader]) await following.close();
  });

  const messages = Object.keys(contract.messages);
  // A topic without messages can only be followed.
  if (messages.length > 0) {
    test('acknowledges each message with the id of the event that all see', async () => {
      const space = await server.space();
      const all = clients.map(({ follow }) => follow(space.base, name, { after: 'earliest' }));
      await using text = jsonWebSocketClient.follow(space.base, name);
      await using binary = messagePackClient.follow(space.base, name);
      const said = await exercise(server, space, name, { seed: 3 });
      for (const [index, socket] of [text, binary].entries()) {
        let reference = 0;
        const say = async (event: string, data: unknown) => {
          reference += 1;
          const reply = await socket.ask(event, data, reference);
          expect(reply).toEqual({ ack: reference, id: expect.any(String) });
          return 'id' in reply ? reply.id : '';
        };
        said.push(...(await exercise(server, space, name, { seed: 4 + index, say })));
      }
      expect(said.map(({ message }) => message)).toEqual([...messages, ...messages, ...messages]);
      const { next } = await poll(space.base, name, 'earliest');
      for (const following of all) {
        await following.untilId(next);
        const acknowledged = said.map(({ id }) => following.ids.filter((seen) => seen === id));
        expect(acknowledged).toEqual(said.map(({ id }) => [id]));
        await following.close();
      }
    });
  }

  function expectContract(events: SeenEvent[]): void {
    for (const [index, { id, event, data }] of events.entries()) {
      expect(parseEventId(id)).toEqual({
        epoch: parseEventId(events[0]?.id ?? '')?.epoch,
        number: index + 1,
      });
      expect(contract.events[event]?.safeParse(data), event).toEqual({ success: true, data });
    }
  }
});
