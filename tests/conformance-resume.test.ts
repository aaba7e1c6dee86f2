/** A client that loses its connection, however and whenever, goes on without a gap and without seeing anything twice. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { poll } from './support/clients/polling.ts';
import { type Client, clients, type Following } from './support/clients.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';
import { persistently } from './support/persistently.ts';

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start();
});
afterAll(() => server.close());

/** Ways in which the server's side of all connections ends. */
const endings: readonly [string, { fault: string } & Record<string, unknown>][] = [
  ['connections are reset', { fault: 'cut', by: 'rst' }],
  ['connections are closed', { fault: 'cut', by: 'fin' }],
  ['connections end inside an event', { fault: 'truncate' }],
  ['the server says goodbye', { fault: 'restart', for: 0 }],
];

describe.each(clients)('$name', (client) => {
  test('comes back after a cut that lasts, and gets what happened meanwhile', async () => {
    const space = await server.space();
    const topic = 'ticker?rate=10';
    await using following = client.follow(space.base, topic, { after: 'earliest' });
    await following.untilCount(1);
    server.clock.advance(1000);
    await following.untilCount(11);
    await server.fault(space, { fault: 'cut', for: 2000 });
    await server.untilOpen({});
    server.clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
    server.clock.advance(1000);
    const { events } = await persistently(() => poll(space.base, topic, 'earliest'));
    expect(events).toHaveLength(31);
    await following.untilCount(31);
    server.clock.advance(100);
    await following.untilCount(32);
    expect(following.ids.slice(0, 31)).toEqual(events.map(({ id }) => id));
    expect(following.notices).toEqual([]);
    expect(following.connections).toBeGreaterThan(1);
  });

  test.each(endings)('misses nothing when, while messages come in, %s', async (_, fault) => {
    const space = await server.space();
    await using following = client.follow(space.base, 'echo', { after: 'earliest' });
    const said: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const sending = Array.from({ length: 5 }, (__, index) =>
        send(space, 'echo', 'say', { text: `${round} ${index}` }).catch(() => null),
      );
      await server.fault(space, fault);
      said.push(...(await Promise.all(sending)).filter((id) => id !== null));
    }
    said.push(await persistently(() => send(space, 'echo', 'say', { text: 'last' })));
    const { events, next } = await persistently(() => poll(space.base, 'echo', 'earliest'));
    await following.untilId(next);
    expect(following.ids).toEqual(events.map(({ id }) => id));
    expect(following.ids).toEqual(expect.arrayContaining(said));
    expect(following.notices.filter(({ event }) => event !== 'draining')).toEqual([]);
  });
});

/** A reader who opens and closes connections of any kind, and always goes on where the last one ended. */
class Reader {
  readonly ids: string[] = [];
  #following: Following | null = null;

  connect(client: Client, space: Space): void {
    this.#following ??= client.follow(space.base, 'echo', { after: this.ids.at(-1) ?? 'earliest' });
  }

  async disconnect(): Promise<void> {
    const following = this.#following;
    this.#following = null;
    if (following === null) return;
    await following.close();
    expect(following.notices.filter(({ event }) => event !== 'draining')).toEqual([]);
    this.ids.push(...following.ids);
  }

  async readUpTo(id: string, client: Client, space: Space): Promise<void> {
    if (this.ids.includes(id)) return;
    this.connect(client, space);
    await this.#following?.untilId(id);
    await this.disconnect();
  }
}

type Act =
  | { act: 'say'; count: number }
  | { act: 'connect' | 'disconnect'; reader: number; client: Client }
  | { act: 'end'; ending: (typeof endings)[number] }
  | { act: 'turn' };

const anyClient = fc.constantFrom(...clients);
const reader = fc.nat({ max: 2 });
const acts = fc.array(
  fc.oneof(
    fc.record({ act: fc.constant('say' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ act: fc.constant('connect' as const), reader, client: anyClient }),
    fc.record({ act: fc.constant('disconnect' as const), reader, client: anyClient }),
    fc.record({ act: fc.constant('end' as const), ending: fc.constantFrom(...endings) }),
    fc.record({ act: fc.constant('turn' as const) }),
  ),
  { minLength: 1, maxLength: 40 },
);

test('holds in any order of saying, connecting, losing and leaving, over any mix of transports', async () => {
  await fc.assert(
    fc.asyncProperty(acts, anyClient, async (sequence: Act[], lastClient) => {
      const space = await server.space();
      const readers = [new Reader(), new Reader(), new Reader()];
      const sending: Promise<unknown>[] = [];
      for (const step of sequence) {
        if (step.act === 'say') {
          for (let index = 0; index < step.count; index += 1) {
            sending.push(send(space, 'echo', 'say', { text: 'any' }).catch(() => null));
          }
        } else if (step.act === 'connect') readers[step.reader]?.connect(step.client, space);
        else if (step.act === 'disconnect') await readers[step.reader]?.disconnect();
        else if (step.act === 'end') await server.fault(space, step.ending[1]);
        else await new Promise((resolve) => setImmediate(resolve));
      }
      await Promise.all(sending);
      const last = await persistently(() => send(space, 'echo', 'say', { text: 'last' }));
      const { events } = await persistently(() => poll(space.base, 'echo', 'earliest'));
      for (const one of readers) {
        await one.readUpTo(last, lastClient, space);
        expect(one.ids).toEqual(events.map(({ id }) => id));
      }
    }),
    { numRuns: 60 },
  );
});
