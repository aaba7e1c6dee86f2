/** What a reconnecting `EventSource` sent, which no API shows to the page: the server remembers it. Browser only. */
import type { SentEventId } from './outcome.ts';

/** What the space's newest request for a composition carried; undefined if the server does not tell. */
export async function readSentEventId(base: string): Promise<SentEventId> {
  const answer = await fetch(`${base}compose/requests`, { cache: 'no-store' }).catch(
    () => undefined,
  );
  if (!answer?.ok) return undefined;
  const { requests } = (await answer.json()) as { requests: { lastEventId: string | null }[] };
  return requests.at(-1)?.lastEventId;
}
