/** What must be true of the exercise's parser, and what a reader's first run of it shows. */
import { addressOf } from '../../../src/composer/composition.ts';
import {
  type Checks,
  check,
  type Outcomes,
  outcome,
  type Tools,
} from '../../../src/sandbox/checks/api.ts';
import { type Case, cases, type Group } from './cases.ts';
import { spell } from './sandbox/parser/spell.ts';

const ticker = { transport: 'sse', topic: 'ticker' } as const;

/**
 * Ways to cut a stream, each with the milliseconds between two chunks: enough for a browser to see most of them apart.
 * A parser may take the chunks of each way for something that they are not.
 */
const ways = [
  { how: 'in one chunk', every: 0, cut: (bytes: Uint8Array) => [bytes] },
  {
    how: 'in chunks of one byte',
    every: 3,
    cut: (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte)),
  },
  {
    how: 'with a new chunk after every CR and within every character',
    every: 50,
    cut: cutAwkwardly,
  },
];

/** So that a chunk may begin with the second half of a line's end or of a character, and go on. */
function cutAwkwardly(bytes: Uint8Array): Uint8Array[] {
  const ends = [...bytes.keys()].filter((at) => isHalf(bytes[at] ?? 0)).map((at) => at + 1);
  const cuts = [0, ...ends, bytes.length];
  return cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
}

/** Whether more may follow that belongs to it: CR, or the first byte of a character that has several. */
function isHalf(byte: number): boolean {
  return byte === 13 || byte >= 0xc0;
}

/** What is made of a stream, as the page shows it. */
function outcomeText(events: readonly string[], kept: string): string {
  return `${events.length === 0 ? 'no event' : events.join(', ')}; ${kept}`;
}

function expected({ events, lastEventId = '', reconnectionTime }: Case): string {
  return outcomeText(
    events.map(({ type, data, lastEventId: id }) => `${type} id ${spell(id)} ${spell(data)}`),
    `last event ID ${spell(lastEventId)}, reconnection time ${reconnectionTime ?? 'not set'}`,
  );
}

/** Reads streams through the reader's parser, one after another, each in every way that makes a difference. */
async function readAll(tools: Tools, given: readonly Case[]): Promise<void> {
  const { run, page } = tools;
  await run.start();
  await page.shows('.state', /^Stream 1 /);
  let streams = 1;
  for (const stream of given) {
    for (const { how, every, cut } of ways) {
      const chunks = cut(stream.bytes).filter(({ length }) => length > 0);
      if (cut === cutAwkwardly && chunks.length === 1) continue;
      streams += 1;
      await judgeReading(tools, streams, stream, { how, every, chunks });
    }
  }
}

interface Sent {
  how: string;
  every: number;
  chunks: Uint8Array[];
}

async function judgeReading(
  tools: Tools,
  number: number,
  stream: Case,
  { how, every, chunks }: Sent,
): Promise<void> {
  const { page, wire, expect } = tools;
  const end = stream.staysOpen ? 'hold' : 'close';
  const after = wire.exchanges({ topic: 'compose' }).at(-1);
  await page.type('.field', addressOf({ chunks, every, end }));
  await page.press('.read');
  const exchange = await wire.exchange(`the request for stream ${number}`, {
    topic: 'compose',
    ...(after && { after }),
  });
  const made = await readOne(tools, number, stream);
  if (made === expected(stream)) return;
  const rule = stream.rule.charAt(0).toLowerCase() + stream.rule.slice(1);
  expect.fail(
    `that ${rule}: of the stream ${textOf(stream.bytes)}, sent ${how}, ${expected(stream)}`,
    `on the page ${made}`,
    { seen: [exchange.record, exchange.events.at(-1)?.record] },
  );
}

/** A byte order mark is part of it. */
function textOf(bytes: Uint8Array): string {
  return spell(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).replaceAll('␣', ' ');
}

async function readOne({ page }: Tools, stream: number, given: Case): Promise<string> {
  const { events, staysOpen = false } = given;
  if (staysOpen) {
    // One that waits for the stream to end shows nothing.
    await page
      .shows('.events .event', `${events[0]?.type}`, { within: 3000 })
      .catch(() => undefined);
  } else {
    await page.shows('.state', new RegExp(`^Stream ${stream} has (ended|failed)`));
  }
  const state = (await page.text('.state')) ?? '';
  const kept = (await page.text('.memory')) ?? '';
  return outcomeText(
    state.includes('failed') ? [state] : await page.texts('.events .event'),
    kept.replace('Kept for the next connection: ', ''),
  );
}

function rules(words: string, group: Group) {
  return check(words, (tools) =>
    readAll(
      tools,
      cases.filter((given) => given.group === group),
    ),
  );
}

export default {
  parser: [
    check('reads the live ticker', async ({ run, wire, page }) => {
      await run.start();
      const stream = await wire.exchange('the request for the ticker', ticker);
      const { id, event, record } = await stream.event(
        'its third price',
        (_event, index) => index === 2,
      );
      await page.shows('.event', new RegExp(`^${event} id “${id}” `), {
        within: 8000,
        words: `the page to show the price whose event is “${event}” and whose id is “${id}”`,
        seen: record,
      });
    }),
    rules('dispatches an event at its blank line, not when the stream ends', 'dispatch'),
    rules('decodes UTF-8, wherever a chunk ends', 'characters'),
    rules('ends lines at CR, LF and CR LF alone, wherever a chunk ends', 'lines'),
    rules('reads fields and comments', 'fields'),
    rules('takes a block for what it is: with or without type, with or without data', 'blocks'),
    rules('keeps the last event ID', 'ids'),
    rules('keeps the reconnection time', 'retry'),
  ],
} satisfies Checks;

export const outcomes = {
  'first-parser': outcome('parser', async ({ wire, page }) => {
    const stream = await wire.exchange('the request for the ticker', ticker);
    const price = await stream.event('its fifth price', (_event, index) => index === 4);
    // What comes with the price is on the page by now, if anything is.
    await wire.passes(300);
    const shown = await page.texts('.event');
    if (shown.length === 0) return 'nothing';
    const isRight = shown.some(
      (text) => text.startsWith(price.event) && text.includes(`id “${price.id}”`),
    );
    return isRight ? 'prices' : 'messages';
  }),
} satisfies Outcomes;
