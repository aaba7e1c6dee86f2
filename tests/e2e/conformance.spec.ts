/** The browser's own EventSource and WebSocket as clients of every topic. */
import type { JSHandle, Page } from '@playwright/test';
import { contracts, topicNames } from '../../sandbox-server/topics/index.ts';
import { type Duplex, expect, test } from '../support/duplex.ts';
import { sampleOf, validData } from '../support/valid-data.ts';

interface Seen {
  id: string;
  event: string;
  data: unknown;
}

/** What a page has seen of a topic, by transport. */
interface Both {
  stream: Seen[];
  frames: Seen[];
  /** How often the stream was opened. */
  opened: number;
  /** How the WebSocket was closed. */
  closings: { code: number; reason: string; wasClean: boolean }[];
  /** Closes what is open. */
  close(): void;
}

const ofTopics = [...contracts.values()].flatMap(({ events }) => Object.keys(events));
const eventNames = [...new Set(['gap', 'draining', ...ofTopics])];

/** A page of the site's origin without anything on it, and a space of its own. */
async function open(page: Page, duplex: Duplex): Promise<string> {
  await page.goto(`${duplex.site}/healthz`);
  const { base } = (await page.evaluate(async () =>
    (await fetch('/api/spaces', { method: 'POST' })).json(),
  )) as { base: string };
  return base;
}

/** Follows a topic from its beginning with an EventSource and a WebSocket. */
function follow(page: Page, base: string, topic: string): Promise<JSHandle<Both>> {
  return page.evaluateHandle(
    ({ base, topic, eventNames }) => {
      const from = `${topic}${topic.includes('?') ? '&' : '?'}after=earliest`;
      const source = new EventSource(`${base}sse/${from}`);
      const socket = new WebSocket(`${base}ws/${from}`);
      const both: Both = {
        stream: [],
        frames: [],
        opened: 0,
        closings: [],
        close: () => {
          source.close();
          socket.close();
        },
      };
      source.onopen = () => {
        both.opened += 1;
      };
      for (const event of eventNames) {
        source.addEventListener(event, ({ lastEventId: id, data }) =>
          both.stream.push({ id, event, data: JSON.parse(data) }),
        );
      }
      socket.onmessage = ({ data }) => {
        const { id, event, data: payload } = JSON.parse(data as string) as Seen;
        both.frames.push({ id, event, data: payload });
      };
      socket.onclose = ({ code, reason, wasClean }) =>
        both.closings.push({ code, reason, wasClean });
      return both;
    },
    { base, topic, eventNames },
  );
}

/** Sends a message by POST from the page; resolves to its event's id. */
async function say(page: Page, base: string, topic: string, event: string, data: unknown) {
  return page.evaluate(
    async ({ url, message }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
      });
      return ((await response.json()) as { id: string }).id;
    },
    { url: `${base}send/${topic}`, message: { event, data } },
  );
}

/** All events of a topic, as a poll gives them to the page. */
async function poll(page: Page, url: string): Promise<Seen[]> {
  const events = await page.evaluate(
    async (address) => ((await (await fetch(address)).json()) as { events: Seen[] }).events,
    url,
  );
  return events.map(({ id, event, data }) => ({ id, event, data }));
}

async function fault(page: Page, base: string, body: unknown): Promise<void> {
  const id = new URL(base).pathname.split('/')[2] ?? '';
  const status = await page.evaluate(
    async ({ url, text }) =>
      (
        await fetch(url, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: text,
        })
      ).status,
    { url: `/api/spaces/${id}/faults`, text: JSON.stringify(body) },
  );
  expect(status).toBe(200);
}

for (const name of topicNames) {
  test(`${name}: both transports bring what a poll brings`, async ({ page, duplex }) => {
    const base = await open(page, duplex);
    const handle = await follow(page, base, name);
    const [message] = Object.entries(contracts.get(name)?.messages ?? {});
    // What takes no message happens by itself.
    if (message !== undefined) {
      const [event, schema] = message;
      await say(page, base, name, event, sampleOf(validData(schema), 1)[0]);
    }
    await page.waitForFunction(
      ([both, count]) => both.stream.length >= count && both.frames.length >= count,
      [handle, message === undefined ? 2 : 1] as const,
    );
    const { stream, frames } = await handle.evaluate(({ stream, frames, close }) => {
      close();
      return { stream, frames };
    });
    const events = await poll(page, `${base}poll/${name}?after=earliest`);
    expect(stream).toEqual(events.slice(0, stream.length));
    expect(frames).toEqual(events.slice(0, frames.length));
  });
}

test('after a cut an EventSource heals by itself without a gap, and a WebSocket does not', async ({
  page,
  duplex,
}) => {
  const base = await open(page, duplex);
  const topic = 'ticker?rate=20';
  const handle = await follow(page, base, topic);
  await page.waitForFunction((both) => both.stream.length >= 5 && both.frames.length >= 5, handle);
  await fault(page, base, { fault: 'cut', for: 1000 });
  const atCut = await handle.evaluate(({ stream }) => stream.length);
  await page.waitForFunction(
    ([both, count]) => both.opened === 2 && both.stream.length > count + 20,
    [handle, atCut] as const,
  );
  const { stream, frames, closings } = await handle.evaluate(
    ({ stream, frames, closings, close }) => {
      close();
      return { stream, frames, closings };
    },
  );
  const events = await poll(page, `${base}poll/${topic}&after=earliest`);
  expect(stream).toEqual(events.slice(0, stream.length));
  expect(frames.length).toBeLessThan(stream.length - 20);
  expect(closings).toEqual([{ code: 1006, reason: '', wasClean: false }]);
});

test('when the server says goodbye, an EventSource hears it and comes back, and a WebSocket is told why', async ({
  page,
  duplex,
}) => {
  const base = await open(page, duplex);
  const handle = await follow(page, base, 'echo');
  const text = 'häppy 🎉\n\nevent: said\r\nid: 7';
  const first = await say(page, base, 'echo', 'say', { text });
  await page.waitForFunction(
    (both) => both.stream.length === 1 && both.frames.length === 1,
    handle,
  );
  await fault(page, base, { fault: 'restart', for: 500 });
  await page.waitForFunction((both) => both.opened === 2 && both.closings.length === 1, handle);
  const last = await say(page, base, 'echo', 'say', { text: 'after' });
  await page.waitForFunction((both) => both.stream.length === 3, handle);
  const { stream, closings } = await handle.evaluate(({ stream, closings, close }) => {
    close();
    return { stream, closings };
  });
  expect(stream[0]?.data).toEqual({ text });
  expect(stream.map(({ id, event }) => [id, event])).toEqual([
    [first, 'said'],
    [first, 'draining'],
    [last, 'said'],
  ]);
  expect(closings).toEqual([{ code: 1012, reason: 'draining', wasClean: true }]);
});

test('a page of another origin gets nothing', async ({ page, duplex }) => {
  const base = await open(page, duplex);
  // The same machine by another name is another origin.
  const other = new URL('/healthz', duplex.site);
  other.hostname = other.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  await page.goto(other.href);
  const result = await page.evaluate(async (url) => {
    const source = new EventSource(`${url}sse/clock`);
    const socket = new WebSocket(`${url}ws/clock`);
    const state = new Promise((resolve) => {
      source.onerror = () => resolve(source.readyState === EventSource.CLOSED);
    });
    const code = new Promise((resolve) => {
      socket.onclose = (event) => resolve(event.code);
    });
    const fetched = fetch(`${url}poll/clock`).then(
      () => 'answered',
      () => 'refused',
    );
    return { closed: await state, code: await code, fetched: await fetched };
  }, base);
  expect(result).toEqual({ closed: true, code: 1006, fetched: 'refused' });
});
