import { readCursor } from '../cursor.ts';
import type { Exchange } from '../exchange.ts';
import type { Refusal } from '../refusal.ts';
import { corsHeaders, sendJson, sendRefusal } from '../respond.ts';
import type { OpenConnection } from '../space.ts';
import { pageBody } from './poll.ts';

/** Holds the request until there is news, or for as long as polls are held; then answers as a poll does (RFC 6202 §2). */
export async function serveLongPoll({
  response,
  pass,
  topic,
  query,
  service,
}: Exchange): Promise<void> {
  if (response.destroyed) return;
  const headers = corsHeaders(pass.origin);
  const enough = new AbortController();
  const held: OpenConnection = {
    transport: 'long-poll',
    drain: () => enough.abort(),
    end: (refusal: Refusal) => {
      sendRefusal(response, refusal, headers);
      enough.abort();
    },
    heartbeat() {},
  };
  const release = pass.hold(held);
  response.once('close', () => enough.abort());
  const stopTimer = service.clock.after(service.options.longPollTime * 1000, () => enough.abort());
  try {
    // Listened for before the log is read, so that no event falls in between.
    const news = topic.news(enough.signal);
    let page = await topic.read(readCursor(undefined, query.get('after') ?? undefined));
    if (page.entries.length === 0 && page.recovered) {
      await news;
      page = await topic.read({ kind: 'after', id: page.next });
    }
    if (!response.headersSent && !response.destroyed)
      sendJson(response, 200, pageBody(topic, page), headers);
  } finally {
    enough.abort();
    stopTimer();
    release();
  }
}
