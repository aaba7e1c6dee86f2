/** What the checks of the exercise measure: each WebSocket that the client asks for, and how long it has waited. Browser-safe. */
import type { Exchange, Tools } from '../../../src/sandbox/checks/api.ts';

export const webSocket = { transport: 'ws', topic: 'clock' } as const;

/** The longest wait after so many failures, in milliseconds, as the exercise sets it. */
export const boundAfter = (failures: number) => Math.min(1000, 100 * 2 ** failures);

/** A WebSocket that the client asks for. */
export interface Attempt {
  exchange: Exchange;
  /** Counts what the run has opened, from 1. */
  connection: number;
  /** Milliseconds since the end of the one before. */
  wait: number;
}

/** Runs the client with chance decided, and waits until it has seen some of the clock. */
export async function follow({ run, wire }: Tools, random: number): Promise<Attempt> {
  await run.start({ random });
  const exchange = await wire.exchange('a WebSocket that follows the clock', webSocket);
  await exchange.event('its second tick', (_event, index) => index === 1);
  return { exchange, connection: run.connections.at(-1)?.id ?? 0, wait: 0 };
}

/** Breaks the stream, and has every attempt refused from now on. */
export async function breakAndRefuse({ faults }: Tools): Promise<void> {
  await faults.switchOn({ fault: 'refuse', status: 503, retryAfter: 5 });
  await faults.switchOn({ fault: 'cut' });
}

/**
 * The next WebSocket that the client asks for, whatever the answer. Browsers hold requests back after many have failed:
 * so the wait ends when the code asks for it or when the request comes, whichever is known earlier.
 */
export async function nextAttempt({ run, wire }: Tools, before: Attempt): Promise<Attempt> {
  const { time: ended } = await before.exchange.ended('the end of the WebSocket before it');
  const isNext = ({ kind, id }: { kind: string; id: number }) =>
    kind === 'web-socket' && id > before.connection;
  await run.until('another WebSocket', (connections) => connections.some(isNext), {
    within: 4000,
  });
  const asked = await wire.now();
  const exchange = await wire.exchange('its request', { ...webSocket, after: before.exchange });
  return {
    exchange,
    connection: run.connections.find(isNext)?.id ?? before.connection + 1,
    wait: Math.round(Math.min(asked, exchange.openedAt) - ended),
  };
}

/**
 * With chance at one half a wait is half of its bound. A machine can make it longer, nothing can make it shorter.
 * @param least In milliseconds.
 */
export function judgeLength(
  { expect }: Tools,
  { exchange, wait }: Attempt,
  failures: number,
  least: number,
): void {
  const bound = boundAfter(failures);
  const words = `the wait after ${failures + 1} breaks without a message in between, with chance at one half, in milliseconds`;
  expect(wait, words, { seen: exchange.record }).satisfies(
    `about ${bound / 2}, half of the bound of ${bound}`,
    () => wait >= least,
  );
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** How much longer the waits from the fifth or sixth on are than the first two: what a busy machine adds to all does not count. */
export function growthOf(waits: readonly number[]): number {
  const [first, last] = [waits.slice(0, 2), waits.slice(waits.length > 6 ? 5 : 4)];
  return sum(last) / last.length - sum(first) / first.length;
}

/** The next WebSocket on which a message comes, and which stays open. */
export async function nextWithMessage(tools: Tools, before: Attempt): Promise<Attempt> {
  const attempt = await nextAttempt(tools, before);
  const { exchange } = attempt;
  const isSettled = () => exchange.events.length > 0 || exchange.closed !== undefined;
  await tools.wire.until('a message on it, or its end', isSettled);
  return exchange.closed === undefined ? attempt : nextWithMessage(tools, attempt);
}
