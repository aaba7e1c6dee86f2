/** What the checks of the exercise measure: each WebSocket that the client asks for, and how long it has waited. Browser-safe. */
import type { Evidence, Exchange, Tools } from '../../../src/sandbox/checks/api.ts';

export const webSocket = { transport: 'ws', topic: 'clock' } as const;

/** Runs the client with chance taken out, and waits until it has seen some of the clock. */
export async function follow({ run, wire }: Tools, random: number): Promise<Exchange> {
  await run.start({ random });
  const first = await wire.exchange('a WebSocket that follows the clock', webSocket);
  await first.event('its second tick', (_event, index) => index === 1);
  return first;
}

/** The next WebSocket that the server accepts. */
export async function nextOpen({ wire }: Tools, after: Exchange): Promise<Exchange> {
  const open = { ...webSocket, after, where: ({ status }: Exchange) => status === 101 };
  return wire.exchange('another WebSocket that opens', open, { within: 15_000 });
}

export interface Attempt {
  attempt: Exchange;
  /** Milliseconds since the WebSocket before it ended. */
  wait: number;
  /** The request, and the end after which the client has waited: the wait lies between the two. */
  evidence: Evidence;
}

/** The next WebSocket that the client asks for, whatever the answer. */
export async function nextAttempt({ wire }: Tools, before: Exchange): Promise<Attempt> {
  const attempt = await wire.exchange(
    'the client to ask for another WebSocket',
    { ...webSocket, after: before },
    { within: 25_000 },
  );
  await before.ended('the end of the WebSocket before it');
  return attemptAfter(before, attempt);
}

export function attemptAfter({ closed, openedAt }: Exchange, attempt: Exchange): Attempt {
  const wait = Math.round(attempt.openedAt - (closed?.time ?? openedAt));
  return { attempt, wait, evidence: { seen: [attempt.record, closed?.record] } };
}

/** The WebSocket that the client has asked for before this one. */
export function lastBefore({ wire }: Tools, { record }: Exchange): Exchange | undefined {
  return wire.exchanges(webSocket).findLast((one) => one.record.number < record.number);
}

/** The next WebSocket that the server takes, and leaves before a whole message has come. */
export async function nextCutShort(tools: Tools, after: Exchange): Promise<Exchange> {
  const taken = await nextOpen(tools, after);
  await taken.ended('its end before a whole message has come');
  // Half of several messages has whole ones in it.
  return taken.events.length === 0 ? taken : nextCutShort(tools, taken);
}

/** The next WebSocket on which a message comes. */
export async function nextWithMessage({ wire }: Tools, after: Exchange): Promise<Exchange> {
  const open = { ...webSocket, after, where: ({ events }: Exchange) => events.length > 0 };
  return wire.exchange('another WebSocket on which a message comes', open, { within: 15_000 });
}

/** How long the client waits after a cut: the shortest of several waits, since a busy machine makes each longer. */
export async function shortestWait(tools: Tools, open: Exchange, cuts = 2): Promise<Attempt> {
  let last = open;
  let shortest: Attempt | undefined;
  for (let left = cuts; left > 0; left -= 1) {
    if (last !== open) await last.event('a tick on it');
    await tools.faults.switchOn({ fault: 'cut' });
    const next = await nextAttempt(tools, last);
    if (shortest === undefined || next.wait < shortest.wait) shortest = next;
    last = next.attempt;
  }
  return shortest ?? attemptAfter(open, open);
}

export function longestOf(attempts: readonly Attempt[]): number {
  return Math.max(...attempts.map(({ wait }) => wait));
}

/** By how much the waits differ. */
export function spreadOf(attempts: readonly Attempt[]): number {
  return longestOf(attempts) - Math.min(...attempts.map(({ wait }) => wait));
}
