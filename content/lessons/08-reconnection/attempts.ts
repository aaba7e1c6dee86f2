/** What the checks of the exercise measure: each WebSocket that the client asks for, and how long it has waited. Browser-safe. */
import type { Evidence, Exchange, Tools } from '../../../src/sandbox/checks/api.ts';

export const webSocket = { transport: 'ws', topic: 'clock' } as const;

/** The longest wait after so many failures, in milliseconds, as the exercise sets it. */
const boundAfter = (failures: number) => Math.min(1000, 100 * 2 ** failures);

/** What timers and clocks may take off a wait, in milliseconds. What a busy machine adds to one has no such limit. */
export const early = 15;

/** A WebSocket that the client asks for. */
export interface Attempt {
  exchange: Exchange;
  /** Counts what the run has opened, from 1. */
  connection: number;
  /** When the code was known to ask for it, by the server's clock. */
  asked: number;
  /** Milliseconds since the end of the one before. */
  wait: number;
  /** The request, and the end after which the client has waited: the wait lies between the two. */
  evidence: Evidence;
}

/** Runs the client with chance decided, and waits until it has seen some of the clock. */
export async function follow({ run, wire }: Tools, random: number): Promise<Attempt> {
  await run.start({ random });
  const exchange = await wire.exchange('a WebSocket that follows the clock', webSocket);
  await exchange.event('its second tick', (_event, index) => index === 1);
  // The page tells of it on a way of its own, which can take longer.
  await run.until('word of it from the page', (connections) =>
    connections.some(({ kind }) => kind === 'web-socket'),
  );
  const connection = run.connections.at(-1)?.id ?? 0;
  return { exchange, connection, asked: exchange.openedAt, wait: 0, evidence: {} };
}

/** Breaks the stream, and has every attempt refused from now on. Resolves to a time just before the break. */
export async function breakAndRefuse({ faults, wire }: Tools): Promise<number> {
  await faults.switchOn({ fault: 'refuse', status: 503, retryAfter: 5 });
  const time = await wire.now();
  await faults.switchOn({ fault: 'cut' });
  return time;
}

/**
 * The next WebSocket that the client asks for, whatever the answer. Browsers hold requests back after many have failed:
 * so the wait ends when the code asks for it or when the request comes, whichever is known earlier.
 */
export async function nextAttempt({ run, wire }: Tools, before: Attempt): Promise<Attempt> {
  const end = await before.exchange.ended('the end of the WebSocket before it');
  const isNext = ({ kind, id }: { kind: string; id: number }) =>
    kind === 'web-socket' && id > before.connection;
  await wire.until('the client to ask for another WebSocket', () => run.connections.some(isNext), {
    within: 4000,
  });
  const known = await wire.now();
  const exchange = await wire.exchange('its request', { ...webSocket, after: before.exchange });
  const asked = Math.min(known, exchange.openedAt);
  return {
    exchange,
    connection: run.connections.find(isNext)?.id ?? before.connection + 1,
    asked,
    wait: Math.round(asked - end.time),
    evidence: { seen: [exchange.record, end.record] },
  };
}

/** So many attempts of a client that is refused again and again, each with its wait. */
export async function nextAttempts(
  tools: Tools,
  broken: Attempt,
  amount: number,
  judge: (attempt: Attempt, failures: number) => void = () => {},
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  let last = broken;
  for (let failures = 0; failures < amount; failures += 1) {
    last = await nextAttempt(tools, last);
    judge(last, failures);
    attempts.push(last);
  }
  return attempts;
}

/**
 * With chance at one half a wait is half of its bound. A machine can make it longer, nothing can make it shorter.
 * @param wait In milliseconds, measured from a time at which the client cannot have known of the break yet.
 */
export function judgeLength(
  { expect }: Tools,
  { evidence }: Attempt,
  failures: number,
  wait: number,
): void {
  const bound = boundAfter(failures);
  if (wait >= bound / 2 - early) return;
  expect.fail(
    `a wait of ${bound / 2} ms after ${failures + 1} breaks without a message in between: half of its bound of ${bound} ms, since Math.random() gives one half`,
    `${wait} ms between that end and the next request`,
    evidence,
  );
}

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** The same waits, measured again and again: what a busy machine adds comes to one and not to all. */
export class Series {
  /** The shortest that was measured after one break, two and so on, in milliseconds. */
  shortest: readonly number[] = [];
  /** The newest waits have told nothing new: then it is not a busy machine that makes them what they are. */
  isKnown = false;
  newest: readonly Attempt[] = [];

  take(attempts: readonly Attempt[]): void {
    const waits = attempts.map(({ wait }) => wait);
    const known = (index: number) => this.shortest[index] ?? Number.POSITIVE_INFINITY;
    this.isKnown = waits.every((wait, index) => Math.abs(wait - known(index)) <= 40);
    this.shortest = waits.map((wait, index) => Math.min(wait, known(index)));
    this.newest = attempts;
  }

  get evidence(): Evidence | undefined {
    return this.newest.at(-1)?.evidence;
  }

  toString(): string {
    return `${this.shortest.join(', ')} ms`;
  }
}

/** How much longer the waits from the fifth on are than the first two: what a busy machine adds to all does not count. */
export function growthOf(waits: readonly number[]): number {
  const [first, last] = [waits.slice(0, 2), waits.slice(4)];
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
