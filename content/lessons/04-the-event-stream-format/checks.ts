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

/** Milliseconds between two chunks: enough for a browser to see most of them apart. */
const every = 3;

/** Ways to cut a stream. The second has every awkward place: inside a character, between CR and LF, before a blank line. */
const ways = [
  { how: 'in one chunk', cut: (bytes: Uint8Array) => [bytes] },
  {
    how: 'in chunks of one byte',
    cut: (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte)),
  },
];

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

/** Reads streams through the reader's parser, one after another, each in every way. */
async function readAll(tools: Tools, given: readonly Case[]): Promise<void> {
  const { run, page, wire } = tools;
  await run.start();
  await page.shows('.state', /^Stream 1 /);
  let streams = 1;
  for (const stream of given) {
    for (const { how, cut } of ways) {
      streams += 1;
      const { bytes, staysOpen = false } = stream;
      const end = staysOpen ? 'hold' : 'close';
      await page.type('.field', addressOf({ chunks: cut(bytes), every, end }));
      await page.press('.read');
      const after = wire.exchanges({ topic: 'compose' }).at(-1);
      const exchange = await wire.exchange(`the request for stream ${streams}`, {
        topic: 'compose',
        ...(after && { after }),
      });
      const made = await readOne(tools, streams, stream);
      const text = spell(new TextDecoder().decode(bytes)).replaceAll('␣', ' ');
      tools
        .expect(made, `${stream.rule}. ${text}, sent ${how}, as the page shows it,`, {
          seen: exchange.record,
        })
        .is(expected(stream));
    }
  }
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
      const { id, event } = await stream.event('its third price', (_event, index) => index === 2);
      await page.shows('.event', new RegExp(`^${event} id “${id}” `), { within: 8000 });
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
