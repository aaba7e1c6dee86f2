/** Lesson 4 as a reader goes through it: bytes that are composed, a parser that is judged. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { type Case, cases } from '../../content/lessons/04-the-event-stream-format/cases.ts';
import { addressOf, typesIn } from '../../src/composer/composition.ts';
import { presets } from '../../src/composer/presets.ts';
import { type Duplex, expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const format = '/lessons/the-event-stream-format/';

/** What Chromium answers, by preset. */
const answers: Record<string, string> = {
  'blank-line': '1',
  'no-data': '1',
  chunks: '3',
  space: '"x", "x", " x"',
  type: 'price, message',
  almost: '"four"',
  comment: '"one\\ntwo"',
  'half-line-end': '"one\\ntwo"',
  'three-line-ends': '"a\\nb\\nc"',
  bom: '"one"',
  'half-character': '"€"',
  'not-utf-8': '"caf�"',
  'id-alone': '42',
  'cut-off': '41',
  nul: '41',
  'empty-id': 'none',
  retry: '1 s',
};

test('the composer sends every preset, and the browser answers as the rules say', async ({
  page,
}) => {
  const composer = await openComposer(page);
  expect(presets.map(({ id }) => id).sort()).toEqual(Object.keys(answers).sort());
  for (const { id, question } of presets) {
    await composer.getByLabel('Start from').selectOption(id);
    const answer = answers[id] ?? '';
    expect(question.choices).toContain(answer);
    await composer.getByRole('radio', { name: answer, exact: true }).check();
    await composer.getByRole('button', { name: 'Send' }).click();
    await expect(composer.locator('[data-part=verdict] p').first()).toHaveText(
      `As you predicted: ${answer}.`,
    );
  }
});

test('the composer asks for a prediction, takes any bytes, and hangs up', async ({ page }) => {
  const composer = await openComposer(page);
  const status = composer.getByRole('status');
  const send = composer.getByRole('button', { name: 'Send' });
  await send.click();
  await expect(status).toHaveText('Predict first: “no idea” is a choice too.');
  await expect(composer.getByRole('radio').first()).toBeFocused();

  const text = composer.getByLabel('The stream, as you want it sent');
  await text.fill('event: pri');
  await composer.getByRole('button', { name: 'Cut here' }).click();
  await page.keyboard.type('ce\nid: 7\ndata: ');
  await composer.getByRole('button', { name: 'any byte' }).click();
  await page.keyboard.type('\n\n');
  await expect(composer.getByText('Chunk 2: 18 bytes')).toBeVisible();
  await composer.getByLabel('Then').selectOption('keep it open');
  await composer.getByRole('radio', { name: '1', exact: true }).check();
  await text.press('Control+Enter');
  await expect(composer.locator('.log .event')).toHaveText(
    /event price\s*data "�"\s*lastEventId "7"/,
  );
  await expect(composer.locator('[data-part=verdict] p')).toHaveText('As you predicted: 1.');
  await expect(status).toHaveText('The response stays open.');
  await composer.getByRole('button', { name: 'Hang up' }).click();
  await expect(status).toHaveText('You hung up.');

  await text.fill('');
  await composer.getByRole('radio').first().check();
  await send.click();
  await expect(status).toHaveText('There is nothing to send: type a line of the stream first.');
});

async function openComposer(page: Page): Promise<Locator> {
  await page.goto(format);
  return page.locator('duplex-composer');
}

test('Chromium’s EventSource gives the answers that the exercise asks for', async ({
  page,
  duplex,
}) => {
  await page.goto(format);
  const base = await newSpace(duplex);
  for (const given of cases) {
    expect({ rule: given.rule, events: await dispatched(page, base, given) }).toEqual({
      rule: given.rule,
      events: given.events,
    });
  }
});

async function newSpace({ site }: Duplex): Promise<string> {
  const answer = await fetch(`${site}/api/spaces`, { method: 'POST' });
  return ((await answer.json()) as { base: string }).base;
}

/** What an `EventSource` in the page dispatches until the response ends, each byte in a chunk of its own if they fit. */
function dispatched(page: Page, base: string, { bytes }: Case): Promise<unknown> {
  const chunks = bytes.length <= 64 ? Array.from(bytes, (byte) => Uint8Array.of(byte)) : [bytes];
  const url = base + addressOf({ chunks, every: 0, end: 'close' });
  return page.evaluate(
    ({ url, types }) =>
      new Promise((resolve) => {
        const events: unknown[] = [];
        const source = new EventSource(url);
        for (const type of types) {
          source.addEventListener(type, ({ data, lastEventId }) => {
            events.push({ type, data, lastEventId });
          });
        }
        source.onerror = () => {
          source.close();
          resolve(events);
        };
      }),
    { url, types: [...typesIn([bytes])] },
  );
}

test('the starting parser shows nothing of the live ticker, the solution every price', async ({
  page,
}) => {
  const sandbox = await Sandbox.at(page, format, 'A parser for event streams');
  const wire = await sandbox.openWire('Table').then(() => sandbox.wire);
  await sandbox.button('Run').click();
  await expect(wire.getByRole('row', { name: /event: price/ }).nth(3)).toBeVisible();
  await expect(sandbox.output.locator('.events')).toBeEmpty();

  await sandbox.button('Solution').click();
  await sandbox.button('Run').click();
  const price = sandbox.output.getByRole('listitem').nth(2);
  await expect(price).toHaveText(/^price id “[0-9a-z]+-\d+” “\{"symbol":.*\}”$/);
});

test('any stream of the space can be read through the parser', async ({ page }) => {
  const sandbox = await Sandbox.at(page, format, 'A parser for event streams');
  await sandbox.button('Run').click();
  await sandbox.output
    .getByRole('textbox', { name: 'Stream to read' })
    .fill('compose?chunk=data:%20hello%0A%0A');
  await sandbox.output.getByRole('button', { name: 'Read' }).click();
  await expect(sandbox.output.getByRole('status')).toHaveText('Stream 2 has ended, 1 event');
  await expect(sandbox.output.getByRole('listitem')).toHaveText('message id “” “hello”');
});

// Every theme and every width, each costly state once.
for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`lesson 4 has no barriers in ${colorScheme} at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    const composer = await openComposer(page);
    await composer.getByRole('radio').first().check();
    await composer.getByRole('button', { name: 'Send' }).click();
    await expect(composer.locator('.log .reopened')).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('duplex-composer')
      .include('main figure')
      .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
      .analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    );
    expect(found).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);
  });
}
