/** What must be true of the exercise's WebSocket client, and what a reader's run shows about the answer 503. */
import {
  type Checks,
  check,
  type Exchange,
  type Outcomes,
  outcome,
  type Tools,
} from '../../../src/sandbox/checks/api.ts';

const webSocket = { transport: 'ws', topic: 'clock' } as const;
const eventStream = { transport: 'sse', topic: 'clock' } as const;

/** The longest wait after so many failures, in milliseconds, as the exercise sets it. */
const boundAfter = (failures: number) => Math.min(1000, 100 * 2 ** failures);

/** What timers and clocks may take off a wait, and what a busy machine may add to it, in milliseconds. */
const early = 15;
const late = 400;

/** A WebSocket that the client asks for. */
interface Attempt {
  exchange: Exchange;
  /** Counts what the run has opened, from 1. */
  connection: number;
  /** Milliseconds since the end of the one before. */
  wait: number;
}

/** Runs the client with chance decided, and waits until it has seen some of the clock. */
async function follow({ run, wire }: Tools, random: number): Promise<Attempt> {
  await run.start({ random });
  const exchange = await wire.exchange('a WebSocket that follows the clock', webSocket);
  await exchange.event('its second tick', (_event, index) => index === 1);
  return { exchange, connection: run.connections.at(-1)?.id ?? 0, wait: 0 };
}

/** Breaks the stream, and has every attempt refused from now on. */
async function breakAndRefuse({ faults }: Tools): Promise<void> {
  await faults.switchOn({ fault: 'refuse', status: 503, retryAfter: 5 });
  await faults.switchOn({ fault: 'cut' });
}

/**
 * The next WebSocket that the client asks for, whatever the answer. Browsers hold requests back after many have failed:
 * so the wait ends when the code asks for it or when the request comes, whichever is known earlier.
 */
async function nextAttempt({ run, wire }: Tools, before: Attempt): Promise<Attempt> {
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

/** Half of the bound, as chance decides, and not less; at most all of it. */
function judgeHalfWait({ expect }: Tools, { exchange, wait }: Attempt, failures: number): void {
  const bound = boundAfter(failures);
  const words = `the wait after ${failures + 1} ${failures === 0 ? 'break' : 'in a row'}, with chance at one half, in milliseconds`;
  expect(wait, words, { seen: exchange.record }).satisfies(
    `about ${bound / 2}, half of the bound of ${bound}`,
    () => wait >= bound / 2 - early && wait <= bound + late,
  );
}

/** The next WebSocket that the server accepts. */
function nextOpen({ wire }: Tools, after: Exchange): Promise<Exchange> {
  const open = { ...webSocket, after, where: ({ status }: Exchange) => status === 101 };
  return wire.exchange('another WebSocket that opens', open, { within: 10_000 });
}

function judgeCursor({ expect }: Tools, exchange: Exchange, before: Exchange): void {
  expect(exchange.query.get('after'), 'the id in ?after=, of the last tick that came', {
    seen: [exchange.record, before.events.at(-1)?.record],
  }).isOneOf(before.possibleCursors);
}

export default {
  client: [
    check('waits longer after each failure, and never more than a second', async (tools) => {
      let last = await follow(tools, 0.5);
      await breakAndRefuse(tools);
      let atTheCap = 0;
      for (let failures = 0; failures < 8; failures += 1) {
        last = await nextAttempt(tools, last);
        judgeHalfWait(tools, last, failures);
        if (failures >= 5) atTheCap += last.wait;
      }
      // One of them may be late; a higher cap makes them all long.
      tools
        .expect(atTheCap, 'the last three waits together, with chance at one half, in ms', {
          seen: last.exchange.record,
        })
        .isAtMost(2500);
    }),

    check('draws each wait by lot, from 0 up to the bound', async (tools) => {
      const longWaits: number[] = [];
      let evidence: Attempt | undefined;
      for (const share of [0.05, 0.95]) {
        let last = await follow(tools, share);
        await breakAndRefuse(tools);
        let together = 0;
        for (let failures = 0; failures < 6; failures += 1) {
          last = await nextAttempt(tools, last);
          if (failures >= 4) together += last.wait;
        }
        evidence = last;
        longWaits.push(together);
      }
      const [one = 0, other = 0] = longWaits;
      tools
        .expect(
          longWaits,
          'the fifth and sixth wait together, after a short straw and after a long one, in milliseconds',
          { seen: evidence?.exchange.record },
        )
        .satisfies(
          'as far apart as 5 and 95 of 100 parts of two seconds, about 100 and 1900',
          () => Math.abs(one - other) >= 1300 && Math.max(one, other) <= 2000 + late,
        );
    }),

    check('counts a failure until a message has come, not until it is open', async (tools) => {
      const { faults, expect } = tools;
      const first = await follow(tools, 0.5);
      // The server takes every client, and hangs up in the middle of the first message.
      await faults.switchOn({ fault: 'truncate', for: 60_000 });
      let last = first;
      for (let failures = 0; failures < 5; failures += 1) {
        last = await nextAttempt(tools, last);
        expect(await last.exchange.answered('the answer'), 'the answer').is(101);
        judgeHalfWait(tools, last, failures);
        judgeCursor(tools, last.exchange, first.exchange);
      }
      await faults.allOff();
      last = await nextAttempt(tools, last);
      await last.exchange.event('a message');
      await faults.switchOn({ fault: 'cut' });
      judgeHalfWait(tools, await nextAttempt(tools, last), 0);
    }),

    check('misses no tick and shows none twice', async (tools) => {
      const { run, faults, page, expect } = tools;
      const { exchange: first } = await follow(tools, 0.3);
      await faults.switchOn({ fault: 'cut', for: 1500 });
      const second = await nextOpen(tools, first);
      judgeCursor(tools, second, first);
      await second.event('its third tick', (_event, index) => index === 2);
      await faults.switchOn({ fault: 'restart', for: 1000 });
      const third = await nextOpen(tools, second);
      judgeCursor(tools, third, second);
      const newest = await third.event('its sixth tick', (_event, index) => index === 5);
      await page.shows('.ticks', String((newest.data as Tick).count));
      expect(await page.text('.verdict'), 'the verdict on the page', { seen: third.record }).is(
        'Healed: nothing missing, nothing twice.',
      );
      expect(
        run.connections.filter(({ state }) => state !== 'closed').length,
        'the connections that are open',
      ).is(1);
    }),

    check('is quiet after a deliberate close', async (tools) => {
      const { wire, page } = tools;
      const quiet = async () =>
        wire.none(
          'another WebSocket after “Stop following”',
          { ...webSocket, after: await wire.now() },
          1500,
        );
      const open = await follow(tools, 0.5);
      await page.press('.stop');
      await open.exchange.ended('the end of the WebSocket after “Stop following”');
      await quiet();

      let last = await follow(tools, 0.5);
      await breakAndRefuse(tools);
      for (let failures = 0; failures < 4; failures += 1) last = await nextAttempt(tools, last);
      await last.exchange.ended('its refusal');
      // It is waiting for the next attempt now.
      await page.press('.stop');
      await quiet();
    }),
  ],
} satisfies Checks;

interface Tick {
  count: number;
}

export const outcomes = {
  refused: outcome('answers', async ({ wire }) => {
    const refused = await wire.exchange('an answer that refuses the stream', {
      ...eventStream,
      where: ({ status }) => status !== undefined && status >= 400,
    });
    const again = { ...eventStream, after: refused };
    // Longer than any reconnection time that this server gives, and than the Retry-After of the fault.
    await Promise.race([wire.exchange('another request', again), wire.passes(12_000)]);
    const [next] = wire.exchanges(again);
    if (next === undefined) return 'gives-up';
    return next.openedAt - refused.openedAt < 4500 ? 'keeps-trying' : 'obeys';
  }),
} satisfies Outcomes;
