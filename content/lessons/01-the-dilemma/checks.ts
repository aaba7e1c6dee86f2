/** What must be true of the exercise's WebSocket client, and what a reader's run of the two streams shows. */
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

/** Runs the client with chance taken out, and waits until it has seen some of the clock. */
async function follow({ run, wire }: Tools, random: number): Promise<Exchange> {
  await run.start({ random });
  const first = await wire.exchange('a WebSocket that follows the clock', webSocket);
  await first.event('its second tick', (_event, index) => index === 1);
  return first;
}

/** The next WebSocket that the server accepts. */
async function nextOpen({ wire }: Tools, after: Exchange): Promise<Exchange> {
  const open = { ...webSocket, after, where: ({ status }: Exchange) => status === 101 };
  return wire.exchange('another WebSocket that opens', open, { within: 15_000 });
}

interface Attempt {
  attempt: Exchange;
  /** Milliseconds since the WebSocket before it ended. */
  wait: number;
}

/** The next WebSocket that the client asks for, whatever the answer. */
async function nextAttempt({ wire }: Tools, before: Exchange): Promise<Attempt> {
  const attempt = await wire.exchange(
    'another WebSocket',
    { ...webSocket, after: before },
    { within: 25_000 },
  );
  await before.ended('the end of the WebSocket before it');
  return { attempt, wait: waitBefore(attempt, before) };
}

function waitBefore(attempt: Exchange, { closed, openedAt }: Exchange): number {
  return Math.round(attempt.openedAt - (closed?.time ?? openedAt));
}

/** How long the client waits after a cut; the shorter of two waits, since a busy machine makes each longer. */
async function shortestWait(tools: Tools, open: Exchange): Promise<Attempt> {
  await tools.faults.switchOn({ fault: 'cut' });
  const one = await nextAttempt(tools, open);
  await one.attempt.event('a tick on it');
  await tools.faults.switchOn({ fault: 'cut' });
  const other = await nextAttempt(tools, one.attempt);
  return one.wait < other.wait ? one : other;
}

function resumes({ expect }: Tools, next: Exchange, before: Exchange): void {
  expect(next.query.get('after'), 'the id in ?after=, of the last tick before the cut', {
    seen: [next.record, before.events.at(-1)?.record],
  }).isOneOf(before.possibleCursors);
}

export default {
  heal: [
    check('comes back by itself after a cut', async (tools) => {
      const first = await follow(tools, 0.1);
      await tools.faults.switchOn({ fault: 'cut' });
      const second = await nextOpen(tools, first);
      await second.event('a tick on it');
    }),

    check('waits a random time first', async (tools) => {
      const waits: number[] = [];
      let evidence: Exchange | undefined;
      // A client that draws in a way of its own is given a third run: its waits differ by themselves.
      for (const share of [0.05, 0.95, 0.5]) {
        const { wait, attempt } = await shortestWait(tools, await follow(tools, share));
        waits.push(wait);
        evidence = attempt;
        if (Math.max(...waits) - Math.min(...waits) >= 200) return;
      }
      tools.expect.fail(
        'delays that are drawn by lot, so that clients which were cut off together come back apart',
        `after a cut it came back after ${waits.join(', ')} ms, whatever was drawn`,
        { seen: evidence?.record },
      );
    }),

    check('waits longer after each failure, until a message comes', async (tools) => {
      const { faults, wire, expect } = tools;
      const first = await follow(tools, 0.4);
      await faults.switchOn({ fault: 'refuse' });
      await faults.switchOn({ fault: 'cut' });
      const second = await nextAttempt(tools, first);
      const third = await nextAttempt(tools, second.attempt);
      await faults.allOff();
      const open = await nextOpen(tools, third.attempt);
      await open.event('a message on it');
      // On a busy machine there may be more than one between.
      const since = wire.exchanges({ ...webSocket, after: third.attempt });
      const refused = since.findLast(({ status }) => status === 503) ?? third.attempt;
      const longest = waitBefore(open, refused);
      const again = await shortestWait(tools, open);
      expect([second.wait, third.wait, longest], 'the waits, in milliseconds,', {
        seen: [second.attempt.record, third.attempt.record, open.record],
      }).satisfies(
        'to grow from failure to failure',
        () => longest >= 1.5 * Math.min(second.wait, again.wait),
      );
      expect(again.wait, 'the wait after the next cut, in milliseconds,', {
        seen: again.attempt.record,
      }).satisfies(
        `to be short again, well below the ${longest} before`,
        (wait) => wait < 0.8 * longest,
      );
    }),

    check('asks for what came after the last tick that it has', async (tools) => {
      const first = await follow(tools, 0.1);
      await tools.faults.switchOn({ fault: 'cut', for: 600 });
      const second = await nextOpen(tools, first);
      resumes(tools, second, first);
      // By then it must have moved on from what it came back with.
      await second.event('a tick made since', ({ time }) => time > second.openedAt + 1500);
      await tools.faults.switchOn({ fault: 'cut' });
      resumes(tools, await nextOpen(tools, second), second);
    }),

    check('misses no tick and shows none twice', async (tools) => {
      const { faults, page, expect } = tools;
      const first = await follow(tools, 0.1);
      await faults.switchOn({ fault: 'cut', for: 1200 });
      const second = await nextOpen(tools, first);
      const tick = await second.event('its fourth tick', (_event, index) => index === 3);
      const { count } = tick.data as { count: number };
      await page.shows('.ticks li', new RegExp(`^${count}$`));
      const counts = (await page.texts('.ticks li')).map(Number);
      const [start = 0] = counts;
      expect(counts, 'the ticks on the page', { seen: second.record }).is(
        counts.map((_, index) => start + index),
      );
    }),

    check('admits a gap, and goes on from there', async (tools) => {
      const { faults, page } = tools;
      const first = await follow(tools, 0.1);
      // The server comes back without its log, as one that kept it in memory.
      await faults.switchOn({ fault: 'restart', log: 'lost', for: 300 });
      const second = await nextOpen(tools, first);
      resumes(tools, second, first);
      await second.event('a gap', ({ event }) => event === 'gap');
      await page.shows('.gap', 'gap: other-epoch');
      await second.event('its second tick after the gap', (_event, index) => index === 2);
      await faults.switchOn({ fault: 'cut' });
      resumes(tools, await nextOpen(tools, second), second);
    }),
  ],
} satisfies Checks;

interface Tick {
  count: number;
}

function countsOf({ events }: Exchange): number[] {
  return events.filter(({ event }) => event === 'tick').map(({ data }) => (data as Tick).count);
}

export const outcomes = {
  plug: outcome('two-streams', async ({ wire }) => {
    const stream = await wire.exchange('the SSE stream', eventStream);
    const socket = await wire.exchange('the WebSocket', webSocket);
    await Promise.all([
      stream.ended('the cut of the SSE stream'),
      socket.ended('the cut of the WebSocket'),
    ]);
    const again = (filter: typeof webSocket | typeof eventStream, first: Exchange) => ({
      ...filter,
      after: first,
      where: ({ events }: Exchange) => events.length > 0,
    });
    const resumed = wire.exchange('an SSE stream that resumes', again(eventStream, stream));
    await Promise.race([resumed, wire.passes(10_000)]);
    // What comes back a little later has come back too.
    await wire.passes(1500);
    const [second] = wire.exchanges(again(eventStream, stream));
    const isSocketBack = wire.exchanges(again(webSocket, socket)).length > 0;
    if (second === undefined) return isSocketBack ? 'only-ws' : 'both-dead';
    if (isSocketBack) return 'both-return';
    const counts = [...countsOf(stream), ...countsOf(second)];
    const [start = 0] = counts;
    // The last one before the cut may have been lost on its way, and then comes again.
    const isComplete = [...new Set(counts)].every((count, index) => count === start + index);
    return isComplete ? 'only-sse-complete' : 'only-sse-holes';
  }),

  frozen: outcome('two-streams', async ({ wire, faults, page }) => {
    const frozen = () => faults.active.some(({ fault }) => fault === 'freeze');
    await wire.until('the fault freeze', frozen);
    await wire.passes(5000);
    const [stream, socket] = await page.texts('.state');
    if (stream === 'open') return socket === 'open' ? 'both-open' : 'ws-notices';
    return socket === 'open' ? 'sse-notices' : 'both-notice';
  }),
} satisfies Outcomes;
