/** What must be true of the exercise's WebSocket client, and what a reader's run shows about the answer 503. */
import {
  type Checks,
  check,
  type Exchange,
  type Outcomes,
  outcome,
  type Tools,
} from '../../../src/sandbox/checks/api.ts';
import {
  type Attempt,
  boundAfter,
  breakAndRefuse,
  follow,
  growthOf,
  judgeLength,
  nextAttempt,
  nextWithMessage,
  sum,
  webSocket,
} from './attempts.ts';

const eventStream = { transport: 'sse', topic: 'clock' } as const;

/** What timers and clocks may take off a wait, in milliseconds. What a busy machine adds to one has no such limit. */
const early = 15;
/** How often is measured again what a busy machine may have made late. */
const tries = 3;

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
      for (let left = tries; left > 0; left -= 1) {
        let last = await follow(tools, 0.5);
        await breakAndRefuse(tools);
        const waits: number[] = [];
        for (let failures = 0; failures < 8; failures += 1) {
          last = await nextAttempt(tools, last);
          // The server learns of a cut later than the client, but knows when it has refused.
          if (failures > 0) judgeLength(tools, last, failures, boundAfter(failures) / 2 - early);
          waits.push(last.wait);
        }
        // From 75 on average to 500; with a higher cap to 1000 or more.
        const growth = growthOf(waits);
        if (growth >= 200 && growth <= 680) return;
        if (left > 1) continue;
        tools.expect.fail(
          'waits of about 50, 100, 200, 400 and then always 500 ms, with chance at one half',
          `${waits.join(', ')} ms`,
          { seen: last.exchange.record },
        );
      }
    }),

    check('draws each wait by lot, from 0 up to the bound', async (tools) => {
      const longWaits: number[] = [];
      const spread = () => Math.max(...longWaits) - Math.min(...longWaits);
      let last: Attempt | undefined;
      for (const share of [0.05, 0.95, 0.05, 0.95]) {
        last = await follow(tools, share);
        await breakAndRefuse(tools);
        const waits: number[] = [];
        for (let failures = 0; failures < 6; failures += 1) {
          last = await nextAttempt(tools, last);
          waits.push(last.wait);
        }
        longWaits.push(sum(waits.slice(4)));
        // A short straw and a long one: about 100 and 1900, if nothing is late.
        if (spread() >= 1300) return;
      }
      tools.expect.fail(
        'a fifth and sixth wait that take about 100 ms together with a short straw, and 1900 with a long one',
        `${longWaits.join(', ')} ms, with short and long straws in turn`,
        { seen: last?.exchange.record },
      );
    }),

    check('counts a failure until a message has come, not until it is open', async (tools) => {
      const { faults, expect } = tools;
      let last = await follow(tools, 0.5);
      // The server takes every client, and hangs up halfway through what it sends first.
      await faults.switchOn({ fault: 'truncate', for: 60_000 });
      let failures = 0;
      for (let attempts = 0; attempts < 7; attempts += 1) {
        last = await nextAttempt(tools, last);
        const { exchange } = last;
        expect(await exchange.answered('the answer'), 'the answer').is(101);
        // The server learns of such an end later than the client, so that a wait looks shorter than it was.
        if (failures > 1) judgeLength(tools, last, failures, boundAfter(failures) / 4);
        await exchange.ended('its end');
        // Half of several messages has whole ones in it.
        failures = exchange.events.length > 0 ? 0 : failures + 1;
      }
      for (let left = tries; left > 0; left -= 1) {
        await faults.allOff();
        last = await nextWithMessage(tools, last);
        await breakAndRefuse(tools);
        const waits: number[] = [];
        for (let attempts = 0; attempts < 6; attempts += 1) {
          last = await nextAttempt(tools, last);
          waits.push(last.wait);
        }
        if (growthOf(waits) >= 200) return;
        if (left > 1) continue;
        expect.fail(
          'waits of about 50, 100, 200, 400 and 500 ms again when a message has come before the break',
          `${waits.join(', ')} ms`,
          { seen: last.exchange.record },
        );
      }
    }),

    check('misses no tick and shows none twice', async (tools) => {
      const { run, faults, page, expect } = tools;
      let { exchange: last } = await follow(tools, 0.3);
      const breaks = [
        { fault: 'truncate' },
        { fault: 'cut', for: 1500 },
        { fault: 'restart', for: 1000 },
      ] as const;
      for (const fault of breaks) {
        await faults.switchOn(fault);
        const next = await nextOpen(tools, last);
        judgeCursor(tools, next, last);
        await next.event('its fourth tick', (_event, index) => index === 3);
        last = next;
      }
      const newest = last.events.at(-1)?.data as Tick;
      await page.shows('.ticks', String(newest.count));
      expect(await page.text('.verdict'), 'the verdict on the page', { seen: last.record }).is(
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
          'further WebSocket after “Stop following”',
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
