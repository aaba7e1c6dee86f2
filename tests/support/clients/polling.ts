/** Clients that ask again and again: held polls, and polls at an interval. */
import { setTimeout as delay } from 'node:timers/promises';
import { again } from './event-stream.ts';
import { addressOf, type Client, Following, type SeenEvent } from './following.ts';

export interface Page {
  events: SeenEvent[];
  next: string;
  recovered: boolean;
}

/** Asks once. */
export async function poll(base: string, topic: string, after?: string): Promise<Page> {
  return pageOf(await fetch(addressOf(base, 'poll', topic, after)));
}

async function pageOf(response: Response): Promise<Page> {
  if (response.status !== 200) {
    throw new Error(`The poll was answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as Page;
}

function pollingClient(transport: 'poll' | 'long-poll', interval: number): Client {
  return {
    name: transport,
    transport,
    follow(base, topic, from = {}) {
      const stop = new AbortController();
      let after = from.after;
      const following = new Following(transport, async () => {
        stop.abort();
        await done;
      });
      const ask = async () => {
        const address = addressOf(base, transport, topic, after);
        const page = await pageOf(await fetch(address, { signal: stop.signal }));
        if (!page.recovered) following.take({ id: after ?? '', event: 'gap', data: null });
        after = page.next;
        for (const event of page.events) following.take(event);
        following.connections += 1;
        following.wake();
        if (interval > 0) await delay(interval, undefined, { signal: stop.signal });
      };
      const done = again(ask, stop.signal, following);
      return following;
    },
  };
}

/** Every 5 ms: often enough for a test that waits for it. */
export const pollClient = pollingClient('poll', 5);
export const longPollClient = pollingClient('long-poll', 0);
