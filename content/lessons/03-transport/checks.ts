/** What the exercise of lesson 3 demands, and what a reader's run shows about its predictions. */
import {
  type Checks,
  check,
  type Exchange,
  type Outcomes,
  outcome,
  type Patience,
  type Tools,
  type WireEvent,
} from '../../../src/sandbox/checks/api.ts';

/** Enough for a silence of seven seconds and a few attempts. */
const patience = { within: 12_000 };
/** Enough for an outage, the time until an EventSource comes back, and then such a silence. */
const longPatience = { within: 20_000 };

/** Connections that stay open: event streams and WebSockets. */
function streams({ wire }: Pick<Tools, 'wire'>): readonly Exchange[] {
  return wire.exchanges({ where: ({ transport }) => transport === 'sse' || transport === 'ws' });
}

function openStreams(tools: Pick<Tools, 'wire'>): readonly Exchange[] {
  return streams(tools).filter(({ status, closed }) => closed === undefined && status !== 426);
}

/** Ticks that have reached the client, over whatever transport. */
function arrived({ wire }: Pick<Tools, 'wire'>): readonly WireEvent[] {
  return wire.exchanges().flatMap(({ events }) => events.filter(({ event }) => event === 'tick'));
}

function countOf({ data }: WireEvent): number {
  return typeof data === 'object' && data !== null && 'count' in data ? Number(data.count) : NaN;
}

/** Waits until ticks have come that the client has not had before, and the page shows them. */
async function newTicks(
  tools: Tools,
  words: string,
  amount: number,
  limit: Patience = patience,
): Promise<void> {
  const { wire, page } = tools;
  const known = Math.max(0, ...arrived(tools).map(countOf));
  const tick = await wire.until(
    words,
    () => arrived(tools).find((event) => countOf(event) >= known + amount),
    limit,
  );
  const count = countOf(tick);
  await page.shows('.ticks li', new RegExp(`^${count}$`), {
    words: `tick ${count}, which has left the server, on the page`,
    seen: tick.record,
  });
}

/** Waits until the page shows a first tick, and a few more. */
async function firstTicks(tools: Tools, words: string): Promise<void> {
  await tools.wire.until(words, () => arrived(tools).length > 0, patience);
  await newTicks(tools, `further ${words}`, 3);
}

async function nothingLost({ page, wire, expect }: Tools): Promise<void> {
  expect(await page.text('.verdict'), 'the verdict on the page', {
    seen: streams({ wire })
      .map(({ record }) => record)
      .toReversed(),
  }).is('Nothing missing, nothing twice.');
}

/** None that is silent or left over: whoever follows by long poll has none at all. */
async function atMostOneOpen(tools: Tools): Promise<void> {
  // The end of one that was closed just now may be on its way.
  await tools.wire.until(
    'one stream at most to be open while ticks come',
    () => openStreams(tools).length <= 1,
    { within: 3000 },
  );
}

/** Whoever has found a way stays on it. */
async function noFurtherStream({ wire }: Tools, milliseconds: number): Promise<void> {
  const after = await wire.now();
  const isStream = ({ transport }: Exchange) => transport === 'sse' || transport === 'ws';
  await wire.none('further stream while ticks come', { after, where: isStream }, milliseconds);
}

export default {
  'fall-back': [
    check('stays on one stream while nothing is in the way', async (tools) => {
      const { run, wire } = tools;
      await run.start();
      await wire.until('ticks with nothing in the way', () => arrived(tools).length > 0, patience);
      // Whoever tries both at once has closed one of them by then.
      await wire.passes(1000);
      await wire.until(
        'one open stream, a WebSocket or an event stream, and no second one',
        () => openStreams(tools).length === 1,
        { within: 1000 },
      );
      await wire.none('further request while ticks come', { after: await wire.now() }, 7000);
      await newTicks(tools, 'further ticks with nothing in the way', 1);
      await nothingLost(tools);
    }),

    check('gets through where Upgrade is stripped', async (tools) => {
      await tools.run.start({ faults: [{ fault: 'strip-upgrade' }] });
      await firstTicks(tools, 'ticks although Upgrade is stripped');
      await atMostOneOpen(tools);
      await noFurtherStream(tools, 3000);
      await nothingLost(tools);
    }),

    check('gets through where responses are buffered', async (tools) => {
      await tools.run.start({ faults: [{ fault: 'buffer' }] });
      await firstTicks(tools, 'ticks although responses are buffered');
      await nothingLost(tools);
      await atMostOneOpen(tools);
    }),

    check('waits for a slow line', async (tools) => {
      await tools.run.start({ faults: [{ fault: 'delay', milliseconds: 1500 }] });
      await firstTicks(tools, 'ticks over a slow line');
      await nothingLost(tools);
    }),

    check('goes on without a gap when a proxy that strips comes in the way', async (tools) => {
      const { run, faults } = tools;
      await run.start();
      await firstTicks(tools, 'ticks with nothing in the way');
      await faults.switchOn({ fault: 'strip-upgrade' });
      await faults.switchOn({ fault: 'cut', for: 1200 });
      await newTicks(
        tools,
        'ticks after the cut, although Upgrade is stripped now',
        8,
        longPatience,
      );
      await atMostOneOpen(tools);
      await nothingLost(tools);
    }),

    check('goes on without a gap when a proxy that buffers comes in the way', async (tools) => {
      const { run, wire, faults } = tools;
      await run.start({ faults: [{ fault: 'strip-upgrade' }] });
      await firstTicks(tools, 'ticks although Upgrade is stripped');
      await faults.allOff();
      await faults.switchOn({ fault: 'buffer' });
      await faults.switchOn({ fault: 'cut', for: 1200 });
      await newTicks(
        tools,
        'ticks after the cut, although responses are buffered now',
        8,
        longPatience,
      );
      // An EventSource that was left alone has come back to the buffer by now.
      await wire.passes(4500);
      await atMostOneOpen(tools);
      // And what the buffer holds comes out of it.
      await faults.allOff();
      await newTicks(tools, 'ticks with nothing in the way', 3);
      await nothingLost(tools);
    }),
  ],
} satisfies Checks;

export const outcomes = {
  'before-the-first-tick': outcome('two-beginnings', async ({ wire }) => {
    const stream = await wire.exchange('an event stream', { transport: 'sse' });
    await stream.event('its first tick', ({ event }) => event === 'tick');
    const socket = await wire.exchange('a WebSocket', { transport: 'ws' });
    const tick = await socket.event('its first tick', ({ event }) => event === 'tick');
    const before = socket.frames.filter(
      ({ direction, time }) => direction === 'up' && time < tick.time,
    );
    return before.length === 0 ? 'one-each' : 'more-for-ws';
  }),

  stripped: outcome('in-the-way', async ({ wire, page }) => {
    const socket = await wire.exchange('an answer to the handshake', {
      transport: 'ws',
      where: ({ status }) => status !== undefined,
    });
    // The fault was off in this run: it says nothing.
    if (socket.status === 101) return undefined;
    const heard = await page.shows('.ws .events', 'close');
    const stream = await wire.exchange('an event stream', { transport: 'sse' });
    await stream.event('a tick', ({ event }) => event === 'tick');
    return heard.includes('reason ""') ? 'ws-fails' : 'ws-told';
  }),

  buffered: outcome('in-the-way', async ({ wire, faults, page }) => {
    await wire.exchange('an event stream', { transport: 'sse' });
    if (!faults.active.some(({ fault }) => fault === 'buffer')) return undefined;
    await wire.passes(5000);
    const latest = (await page.text('.ws .latest')) ?? '';
    const heard = (await page.text('.sse .events')) ?? '';
    if (!latest.includes('tick') || latest === 'no tick') return 'both-silent';
    if (heard.includes('tick')) return undefined;
    if (heard.includes('error')) return 'sse-error';
    return heard.includes('open') ? 'sse-open-silent' : 'sse-nothing';
  }),
} satisfies Outcomes;
