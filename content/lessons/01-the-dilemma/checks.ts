/** What must be true of the exercise's WebSocket client, and what a reader's run of the two streams shows. */
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
  attemptAfter,
  follow,
  lastBefore,
  longestOf,
  nextAttempt,
  nextCutShort,
  nextOpen,
  nextWithMessage,
  shortestWait,
  spreadOf,
  webSocket,
} from './attempts.ts';

const eventStream = { transport: 'sse', topic: 'clock' } as const;

function resumes({ wire, expect }: Tools, next: Exchange, before: Exchange): void {
  const between = wire
    .exchanges({ after: before })
    .filter(({ record }) => record.number < next.record.number);
  // What it has got in another way since, such as by a poll, counts as well.
  const got = between.flatMap(({ events }) => events.flatMap(({ id }) => id ?? []));
  expect(next.query.get('after'), 'the id in ?after=, of the last tick before the cut,', {
    seen: [next.record, before.events.at(-1)?.record],
  }).isOneOf([...before.possibleCursors, ...got]);
}

/** WebSockets that the client keeps open. */
function openSockets({ wire }: Tools): readonly Exchange[] {
  const isOpen = ({ status, closed }: Exchange) => status === 101 && closed === undefined;
  return wire.exchanges({ ...webSocket, where: isOpen });
}

export default {
  heal: [
    check('comes back by itself after a cut', async (tools) => {
      const first = await follow(tools, 0.1);
      await tools.faults.switchOn({ fault: 'cut' });
      const second = await nextOpen(tools, first);
      await second.event('a tick on it');
      // Whoever comes back on an error and on a close has two, and then four, where a browser tells of a cut by both.
      await tools.wire.none(
        'second WebSocket beside that one',
        { ...webSocket, after: second },
        1000,
      );
    }),

    check('waits a random time first', async (tools) => {
      const wait = async (share: number, cuts?: number) =>
        shortestWait(tools, await follow(tools, share), cuts);
      // A client that draws in a way of its own is given a third run: its waits differ by themselves.
      const straws: Attempt[] = [];
      for (const share of [0.05, 0.95, 0.5]) {
        straws.push(await wait(share));
        if (spreadOf(straws) >= 200) return;
      }
      // Shorter waits differ by less. Of more of them one is hardly late.
      if (longestOf(straws) < 400) {
        const again = [await wait(0.05, 6), await wait(0.95, 6)];
        if (spreadOf(again) >= Math.max(60, 0.4 * longestOf(again))) return;
      }
      const waits = straws.map(({ wait }) => wait);
      tools.expect.fail(
        'waits that chance makes so different that clients which were cut off together come back apart',
        `it came back ${waits.join(', ')} ms after the cut, with Math.random() at 0.05, 0.95 and 0.5`,
        straws.at(-1)?.evidence,
      );
    }),

    check('waits longer after each failure, until a message comes', async (tools) => {
      const { run, faults, wire, expect } = tools;
      await run.start({ random: 0.4, faults: [{ fault: 'refuse' }] });
      const first = await wire.exchange('a WebSocket that asks for the clock', webSocket);
      const second = await nextAttempt(tools, first);
      await second.attempt.ended('its refusal');
      // From now on the server takes every client, and hangs up halfway through its first message.
      await faults.switchOn({ fault: 'truncate', for: 60_000 });
      await faults.switchOn({ fault: 'refuse', for: 0 });
      const taken = await nextCutShort(tools, second.attempt);
      const third = attemptAfter(lastBefore(tools, taken) ?? second.attempt, taken);
      await faults.allOff();
      const fourth = await nextAttempt(tools, taken);
      // The server learns of such an end later than the client, who has not known of it before the answer came.
      const longest = Math.round(fourth.attempt.openedAt - (taken.answer?.time ?? 0));
      const open = await nextWithMessage(tools, taken);
      const again = await shortestWait(tools, open);
      if (longest < 1.5 * Math.min(second.wait, again.wait)) {
        expect.fail(
          'waits that grow from failure to failure, also when the WebSocket opens and ends before a message has come',
          `${second.wait} ms after a refusal, ${third.wait} ms after another, ${longest} ms after a WebSocket that was open without a message`,
          fourth.evidence,
        );
      }
      if (again.wait >= 0.8 * longest) {
        expect.fail(
          `a short wait again after a break before which a message has come, well below the ${longest} ms of the time before`,
          `${again.wait} ms`,
          again.evidence,
        );
      }
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
      const { wire, faults, page, expect } = tools;
      const first = await follow(tools, 0.1);
      await faults.switchOn({ fault: 'cut', for: 1200 });
      const second = await nextOpen(tools, first);
      const tick = await second.event('its fourth tick', (_event, index) => index === 3);
      const { count } = tick.data as Tick;
      await page.shows('.ticks li', new RegExp(`^${count}$`), {
        words: `tick ${count}, which has come, on the page`,
        seen: tick.record,
      });
      const shown = await page.texts('.ticks li');
      const [start = 0] = shown.map(Number).filter(Number.isInteger);
      expect(shown.join(', '), 'the ticks on the page', { seen: second.record }).is(
        shown.map((_, index) => start + index).join(', '),
      );
      await wire.until(
        'one open WebSocket, and no second one',
        () => openSockets(tools).length === 1,
        { within: 3000 },
      );
    }),

    check('admits a gap, and goes on from there', async (tools) => {
      const { faults, page } = tools;
      const first = await follow(tools, 0.1);
      // The server comes back without its log, as one that kept it in memory.
      await faults.switchOn({ fault: 'restart', log: 'lost', for: 300 });
      const second = await nextOpen(tools, first);
      resumes(tools, second, first);
      const gap = await second.event('a gap', ({ event }) => event === 'gap');
      await page.shows('.gap', 'gap: other-epoch', {
        words: 'the page to show the gap, with its reason, as page.gap(reason) does',
        seen: gap.record,
      });
      // By then it must have moved on from there.
      await second.event('a tick made since', ({ time }) => time > gap.time + 1500);
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
