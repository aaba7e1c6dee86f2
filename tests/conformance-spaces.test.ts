/** Spaces: nobody's are anybody else's, they can be repeated, and they are forgotten when nobody uses them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topicNames } from '../sandbox-server/topics/index.ts';
import { poll } from './support/clients/polling.ts';
import { clients } from './support/clients.ts';
import { exercise } from './support/exercise.ts';
import { LiveServer, type Space } from './support/live-server.ts';

const unknownSpace = {
  error: {
    reason: 'unknown-space',
    message:
      'There is no space of that id; a space is forgotten when nobody uses it, and when the server restarts.',
    help: 'Make a new one with POST /api/spaces on the site origin.',
  },
};

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

test('have ids that nobody can guess', async () => {
  const spaces = await Promise.all(Array.from({ length: 50 }, () => server.space()));
  expect(new Set(spaces.map(({ id }) => id)).size).toBe(50);
  for (const { id, base } of spaces) {
    // 128 bits in base64url.
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(base).toBe(`${server.urls.live}/s/${id}/`);
  }
});

describe.each(topicNames)('%s', (name) => {
  test('in one space is not heard in another', async () => {
    const [one, other] = [await server.space(), await server.space()];
    await exercise(server, one, name);
    await exercise(server, other, name, { seed: 2 });
    const all = clients.map(({ follow }) => follow(one.base, name, { after: 'earliest' }));
    await exercise(server, other, name, { seed: 3 });
    await exercise(server, one, name, { seed: 4 });
    const mine = await poll(one.base, name, 'earliest');
    const theirs = new Set((await poll(other.base, name, 'earliest')).events.map(({ id }) => id));
    for (const following of all) {
      await following.untilId(mine.next);
      expect(following.ids).toEqual(mine.events.map(({ id }) => id));
      expect(following.ids.filter((id) => theirs.has(id))).toEqual([]);
      await following.close();
    }
  });

  test('repeats itself in spaces of the same seed', async () => {
    const run = async (seed: string | number) => {
      await using fresh = await LiveServer.start();
      const space = await fresh.space(seed);
      await exercise(fresh, space, name);
      const { events } = await poll(space.base, name, 'earliest');
      // The epoch is another each time, and so are ids inside data.
      const numbered = JSON.stringify(events).replaceAll(/"[0-9a-z]{5}-(\d+)"/g, '"$1"');
      return JSON.parse(numbered) as unknown;
    };
    expect(await run(7)).toEqual(await run(7));
    expect(await run('seven')).toEqual(await run('seven'));
  });
});

test('of other seeds differ where there is chance', async () => {
  const first = async (space: Space) => (await poll(space.base, 'ticker')).events[0]?.data;
  const data = [
    await first(await server.space(1)),
    await first(await server.space(2)),
    await first(await server.space()),
    await first(await server.space()),
  ];
  expect(new Set(data.map((one) => JSON.stringify(one))).size).toBe(4);
});

test('all have the seed of the server where it has one and they have none', async () => {
  await using seeded = await LiveServer.start({ seed: 'workshop' });
  const events = async (space: Space) => (await poll(space.base, 'ticker')).events[0]?.data;
  expect(await events(await seeded.space())).toEqual(await events(await seeded.space()));
  expect(await events(await seeded.space(1))).not.toEqual(await events(await seeded.space()));
});

describe('that nobody uses', () => {
  test('are forgotten after a quarter of an hour', async () => {
    await using own = await LiveServer.start();
    const space = await own.space();
    own.clock.advance(899_000);
    expect((await poll(space.base, 'echo')).events).toEqual([]);
    own.clock.advance(899_000);
    expect((await poll(space.base, 'echo')).events).toEqual([]);
    own.clock.advance(910_000);
    const response = await fetch(`${space.base}poll/echo`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual(unknownSpace);
    const faults = await fetch(`${own.urls.site}/api/spaces/${space.id}/faults`);
    expect(faults.status).toBe(404);
    expect(await faults.json()).toEqual(unknownSpace);
  });

  test('leave no task behind', async () => {
    await using own = await LiveServer.start();
    const waiting = own.clock.waiting;
    const space = await own.space();
    for (const name of topicNames) await exercise(own, space, name);
    expect(own.clock.waiting).toBeGreaterThan(waiting);
    own.clock.advance(910_000);
    expect(own.clock.waiting).toBe(waiting);
  });

  test.each(clients.filter(({ transport }) => transport === 'sse' || transport === 'ws'))(
    'are kept while something is open: $name',
    async ({ follow }) => {
      await using own = await LiveServer.start();
      const space = await own.space();
      await using following = follow(space.base, 'clock?every=30000', { after: 'earliest' });
      await following.untilCount(1);
      // Not in one go: a WebSocket that cannot answer pings meanwhile would be ended.
      for (let count = 1; count <= 40; count += 1) {
        own.clock.advance(30_000);
        await following.untilCount(count + 1);
        // Takes a while by real time, in which a pong arrives.
        await own.open();
      }
      expect(following.connections).toBe(1);
    },
  );
});

test('pause what repeats while nobody follows, and go on when somebody does', async () => {
  await using own = await LiveServer.start();
  const space = await own.space();
  const topic = 'clock?every=1000';
  expect((await poll(space.base, topic, 'earliest')).events).toHaveLength(1);
  own.clock.advance(300_000);
  const { events } = await poll(space.base, topic, 'earliest');
  // A minute without anybody, up to ten seconds until that is seen, and one on waking.
  expect(events.length).toBeGreaterThanOrEqual(61);
  expect(events.length).toBeLessThanOrEqual(72);
  const before = events.length;
  own.clock.advance(2000);
  expect((await poll(space.base, topic, 'earliest')).events).toHaveLength(before + 2);
});
