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
  breakAndRefuse,
  early,
  follow,
  growthOf,
  judgeLength,
  nextAttempt,
  nextAttempts,
  nextWithMessage,
  Series,
  sum,
  webSocket,
} from './attempts.ts';
import { stopping } from './stopping.ts';

const eventStream = { transport: 'sse', topic: 'clock' } as const;

/** How often is measured again what a busy machine may have made late. */
const tries = 4;
/** The waits after one break, two and so on, with chance at one half. */
const halves = '50, 100, 200, 400 and then always 500 ms';

/** The next WebSocket that the server accepts. */
function nextOpen({ wire }: Tools, after: Exchange): Promise<Exchange> {
  const open = { ...webSocket, after, where: ({ status }: Exchange) => status === 101 };
  return wire.exchange('another WebSocket that opens', open, { within: 10_000 });
}

function judgeCursor({ wire, expect }: Tools, exchange: Exchange, before: Exchange): void {
  const between = wire
    .exchanges({ after: before })
    .filter(({ record }) => record.number < exchange.record.number);
  // What it has got in another way since, such as by a poll, counts as well.
  const got = between.flatMap(({ events }) => events.flatMap(({ id }) => id ?? []));
  expect(exchange.query.get('after'), 'the id in ?after=, of the last tick that came,', {
    seen: [exchange.record, before.events.at(-1)?.record],
  }).isOneOf([...before.possibleCursors, ...got]);
}

/** Connections that the client keeps open. */
function openSockets({ wire }: Tools): readonly Exchange[] {
  return wire.exchanges({ ...webSocket, where: ({ closed }) => closed === undefined });
}

/** What the fifth and the sixth wait take together at least with a long straw, which nothing can make shorter. */
const leastLong = 1900 - 2 * early;

/** What the client makes of one thing that chance gives. */
interface Straw {
  share: number;
  series: Series;
}

/** Adds a run to it. */
async function draw(tools: Tools, { share, series }: Straw): Promise<void> {
  const open = await follow(tools, share);
  const broken = await breakAndRefuse(tools);
  series.take(await nextAttempts(tools, open, 6));
  const [first] = series.newest;
  // The client cannot have known of the break before it was made: measured from there, no wait looks shorter than it was.
  const wait = Math.round((first?.asked ?? broken) - broken);
  if (endOf(series) < leastLong || wait >= 95 - early) return;
  tools.expect.fail(
    'the first wait after a break to be drawn too: of 95 ms, where chance makes the fifth and the sixth one of 950',
    `${wait} ms from the break to the next request`,
    first?.evidence,
  );
}

/** What the fifth and the sixth wait take together: 100 ms with a short straw, 1900 with a long one. */
function endOf({ shortest }: Series): number {
  return sum(shortest.slice(4));
}

function isShort(series: Series): boolean {
  return endOf(series) <= 400;
}

function isLong(series: Series): boolean {
  const end = endOf(series);
  // Together 1330 ms; 2090 where each bound is twice as high.
  const beginning = sum(series.shortest.slice(1, 4));
  return end >= leastLong && end <= 2250 && beginning <= 1700;
}

export default {
  client: [
    check('waits longer after each failure, and never more than a second', async (tools) => {
      const series = new Series();
      for (let left = tries; left > 0 && !series.isKnown; left -= 1) {
        const first = await follow(tools, 0.5);
        await breakAndRefuse(tools);
        const attempts = await nextAttempts(tools, first, 8, (attempt, failures) => {
          // The server learns of a cut later than the client, but knows when it has refused.
          if (failures > 0) judgeLength(tools, attempt, failures, attempt.wait);
        });
        series.take(attempts);
        // From 75 on average to 500, to 750 if half of it is fixed; to 1000 with twice the cap.
        const { shortest } = series;
        if (growthOf(shortest) >= 200 && Math.min(...shortest.slice(5)) <= 880) return;
      }
      tools.expect.fail(
        `waits of about ${halves}: half of the bounds 100, 200, 400, 800 and 1000, since Math.random() gives one half`,
        `${series}, each the shortest of several runs`,
        series.evidence,
      );
    }),

    check('draws each wait by lot, from 0 up to the bound', async (tools) => {
      const straws = [0.05, 0.95].map((share): Straw => ({ share, series: new Series() }));
      const isOpen = () => straws.some(({ series }) => !series.isKnown);
      for (let left = tries; left > 0 && isOpen(); left -= 1) {
        for (const straw of straws) await draw(tools, straw);
        const all = straws.map(({ series }) => series);
        const [short, long] = all.sort((one, other) => endOf(one) - endOf(other));
        if (short && long && isShort(short) && isLong(long)) return;
      }
      const seen = straws.map(({ share, series }) => `${series} when it gives ${share}`);
      tools.expect.fail(
        'waits of 5, 10, 20, 40, 50 and 50 ms when Math.random() gives 0.05, and of 95, 190, 380, 760, 950 and 950 ms when it gives 0.95, or hardly more',
        `${seen.join(', and ')}, each the shortest of several runs`,
        straws.at(-1)?.series.evidence,
      );
    }),

    check('counts a failure until a message has come, not until it is open', async (tools) => {
      const { faults, expect } = tools;
      let last = await follow(tools, 0.5);
      // The server takes every client, and hangs up halfway through what it sends first.
      await faults.switchOn({ fault: 'truncate', for: 60_000 });
      let failures = 0;
      for (let attempts = 0; attempts < 7; attempts += 1) {
        const { answer } = last.exchange;
        last = await nextAttempt(tools, last);
        const { exchange } = last;
        const status = await exchange.answered('an answer');
        expect(status, 'the answer', { seen: [exchange.answer, exchange.record] }).is(101);
        // The server learns of such an end later than the client, who has not known of it before the answer came.
        const wait = Math.round(last.asked - (answer?.time ?? 0));
        if (failures > 0) judgeLength(tools, last, failures, wait);
        await exchange.ended('its end');
        // Half of several messages has whole ones in it.
        failures = exchange.events.length > 0 ? 0 : failures + 1;
      }
      const series = new Series();
      for (let left = tries; left > 0 && !series.isKnown; left -= 1) {
        await faults.allOff();
        const open = await nextWithMessage(tools, last);
        await breakAndRefuse(tools);
        const attempts = await nextAttempts(tools, open, 6);
        last = attempts.at(-1) ?? open;
        series.take(attempts);
        if (growthOf(series.shortest) >= 200) return;
      }
      expect.fail(
        `waits of about ${halves} again, because a message has come before the break`,
        `${series}, each the shortest of several times`,
        series.evidence,
      );
    }),

    check('misses no tick and shows none twice', async (tools) => {
      const { wire, faults, page, expect } = tools;
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
      await wire.until(
        'one open WebSocket, and no second one',
        () => openSockets(tools).length === 1,
        { within: 3000 },
      );
    }),

    check('is quiet after a deliberate close', async (tools) => {
      const { faults } = tools;
      const { stop, quiet } = stopping(tools);
      const open = await follow(tools, 0.5);
      const whileOpen = await stop();
      await open.exchange.ended('the end of the WebSocket after “Stop following”');
      await quiet(whileOpen);

      let last = open;
      let asked: number | undefined;
      // Where the button is pressed too late, the client was not waiting, but connecting.
      for (let left = tries; left > 0 && asked !== last.connection; left -= 1) {
        last = await follow(tools, 0.95);
        await breakAndRefuse(tools);
        for (let failures = 0; failures < 4; failures += 1) last = await nextAttempt(tools, last);
        await last.exchange.ended('its refusal');
        // It is waiting for the next attempt now.
        asked = await stop();
        await quiet(asked);
      }

      last = await follow(tools, 0.5);
      await faults.switchOn({ fault: 'delay', milliseconds: 1500 });
      await faults.switchOn({ fault: 'cut' });
      last = await nextAttempt(tools, last);
      // It has asked for the next one, and there is no answer yet.
      const whileConnecting = await stop();
      await last.exchange.ended('the end of the WebSocket that was connecting at “Stop following”');
      await quiet(whileConnecting);
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
