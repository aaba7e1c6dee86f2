import { readCursor } from '../cursor.ts';
import { eventJson } from '../encodings.ts';
import type { Exchange } from '../exchange.ts';
import { corsHeaders, sendJson } from '../respond.ts';
import type { Page, RunningTopic } from '../running-topic.ts';

/** Answers at once with what the log has after the cursor. */
export async function servePoll({ response, pass, topic, query }: Exchange): Promise<void> {
  const page = await topic.read(readCursor(undefined, query.get('after') ?? undefined));
  sendJson(response, 200, pageBody(topic, page), corsHeaders(pass.origin));
}

/** What a polling client is sent: the events, where to ask on, and whether nothing is missing. */
export function pageBody(topic: RunningTopic, { entries, next, recovered }: Page) {
  const events = entries.map((entry) => JSON.parse(eventJson(topic.epoch, entry)) as unknown);
  return { events, next, recovered };
}
