/** What a topic no longer has is never skipped silently: the client is told, then given everything that is kept. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseEventId } from '../sandbox-server/event-id.ts';
import { poll } from './support/clients/polling.ts';
import { type Client, clients, type SeenEvent } from './support/clients.ts';
import { LiveServer, type Space, send } from './support/live-server.ts';

/** So little is kept that history is gone soon. */
const history = 5;

let server: LiveServer;
beforeAll(async () => {
  server = await LiveServer.start({ history, maxTopicsPerSpace: 2 });
});
afterAll(() => server.close());

/** Ids of events said one after the other. */
async function say(space: Space, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    ids.push(await send(space, 'echo', 'say', { text: `${index}` }));
  }
  return ids;
}

/** What a client is told: streams say why, and where they go on; polls say only that. */
function notice(client: Client, asked: string, reason: string, position: string): SeenEvent[] {
  if (client.transport === 'sse') return [{ id: position, event: 'gap', data: { asked, reason } }];
  if (client.transport === 'ws') {
    const time = server.clock.now();
    return [{ id: position, event: 'gap', data: { asked, reason }, time }];
  }
  return [{ id: asked, event: 'gap', data: null }];
}

describe.each(clients)('$name', (client) => {
  test('is told that history is gone, before all that is kept', async () => {
    const space = await server.space();
    const ids = await say(space, 12);
    const [first = ''] = ids;
    await using following = client.follow(space.base, 'echo', { after: first });
    await following.untilCount(history);
    await send(space, 'echo', 'say', { text: 'news' });
    await following.untilCount(history + 1);
    expect(following.timeline[0]?.event).toBe('gap');
    expect(following.notices).toEqual(notice(client, first, 'history-gone', ids[6] ?? ''));
    expect(following.ids.slice(0, history)).toEqual(ids.slice(-history));
  });

  test('is told nothing when the oldest that is kept is just what comes next', async () => {
    const space = await server.space();
    const ids = await say(space, 12);
    await using following = client.follow(space.base, 'echo', { after: ids[6] ?? '' });
    await following.untilCount(history);
    expect(following.timeline.map(({ id }) => id)).toEqual(ids.slice(7));
  });

  test.each([
    ['an id of another epoch', () => 'other-3'],
    ['an id that is still to come', (last: string) => last.replace(/\d+$/, '999')],
  ])('is told that %s is none of this epoch', async (_, ask) => {
    const space = await server.space();
    const ids = await say(space, 3);
    const asked = ask(ids[2] ?? '');
    const beginning = ids[0]?.replace(/\d+$/, '0') ?? '';
    await using following = client.follow(space.base, 'echo', { after: asked });
    await following.untilCount(3);
    expect(following.timeline[0]?.event).toBe('gap');
    expect(following.notices).toEqual(notice(client, asked, 'other-epoch', beginning));
    expect(following.ids).toEqual(ids);
  });

  test('is told when its topic was let go and has begun again', async () => {
    const space = await server.space();
    const [before = ''] = await say(space, 1);
    for (const room of ['one', 'two']) await poll(space.base, `chat?room=${room}`);
    const [after = ''] = await say(space, 1);
    expect(parseEventId(after)?.epoch).not.toBe(parseEventId(before)?.epoch);
    await using following = client.follow(space.base, 'echo', { after: before });
    await following.untilCount(1);
    expect(following.timeline.map(({ event }) => event)).toEqual(['gap', 'said']);
    expect(following.ids).toEqual([after]);
  });

  test('is given every event, or told of a gap, in any order of saying and leaving', async () => {
    const steps = fc.array(fc.integer({ min: 0, max: 2 * history }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (counts) => {
        const space = await server.space();
        const [start = ''] = await say(space, 1);
        const seen: SeenEvent[] = [{ id: start, event: 'said', data: null }];
        for (const count of counts) {
          const last = (await say(space, count)).at(-1);
          const after = seen.at(-1)?.id ?? '';
          await using following = client.follow(space.base, 'echo', { after });
          if (last !== undefined) await following.untilId(last);
          // Polls do not say where they go on.
          seen.push(
            ...following.timeline.map((one) => (one.data === null ? { ...one, id: '' } : one)),
          );
          await following.close();
        }
        expect(holesWithoutNotice(seen)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

/** Pairs of neighbours whose numbers do not follow one another, and of which the second is no news of a gap. */
function holesWithoutNotice(seen: SeenEvent[]): [SeenEvent, SeenEvent][] {
  return seen.flatMap((one, index): [SeenEvent, SeenEvent][] => {
    const previous = seen[index - 1];
    if (previous === undefined || one.event === 'gap' || previous.id === '') return [];
    const follows = numberOf(one) === numberOf(previous) + 1;
    return follows ? [] : [[previous, one]];
  });
}

function numberOf({ id }: SeenEvent): number {
  return parseEventId(id)?.number ?? Number.NaN;
}

describe('what no server gave out', () => {
  test('is a gap in Last-Event-ID, because a refusal would end an EventSource for good', async () => {
    const space = await server.space();
    const [id = ''] = await say(space, 1);
    const asked = `${'x'.repeat(70)}"`;
    const response = await fetch(`${space.base}sse/echo`, { headers: { 'last-event-id': asked } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('event: said')) text += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    const data = JSON.stringify({ asked: 'x'.repeat(64), reason: 'other-epoch' });
    const beginning = id.replace(/\d+$/, '0');
    expect(text).toMatch(/^retry:\d{4}\n\n/);
    expect(text.slice(text.indexOf('id:'))).toBe(
      `id: ${beginning}\nevent: gap\ndata: ${data}\n\nid: ${id}\nevent: said\ndata: {"text":"0"}\n\n`,
    );
  });

  test.each(['sse', 'long-poll', 'poll'])('is refused in the address of %s', async (way) => {
    const space = await server.space();
    const response = await fetch(`${space.base}${way}/echo?after=41`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        reason: 'bad-request',
        message: '"after" is not an event id.',
        help: 'Give the id of the last event that you have seen, or "earliest" for all that is kept.',
      },
    });
  });
});

test('a restart begins another epoch, and forgets the spaces', async () => {
  const first = await LiveServer.start();
  const before = await first.space();
  const [id = ''] = await say(before, 1);
  await first.close();
  await using second = await LiveServer.start();
  const gone = await fetch(`${second.urls.live}/s/${before.id}/poll/echo?after=${id}`);
  expect(gone.status).toBe(404);
  expect(await gone.json()).toEqual({
    error: {
      reason: 'unknown-space',
      message:
        'There is no space of that id; a space is forgotten when nobody uses it, and when the server restarts.',
      help: 'Make a new one with POST /api/spaces on the site origin.',
    },
  });
  const after = await second.space();
  const [newId = ''] = await say(after, 1);
  const { events, recovered } = await poll(after.base, 'echo', id);
  expect(recovered).toBe(false);
  expect(events.map((event) => event.id)).toEqual([newId]);
});
