/** The lessons as a reader goes through them: streams that heal, bytes that are composed, a parser that is judged. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  type Case,
  cases,
} from '../../content/lessons/04-the-event-stream-format/sandbox/parser/cases.ts';
import { addressOf, typesIn } from '../../src/composer/composition.ts';
import { presets } from '../../src/composer/presets.ts';
import { type Duplex, expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const dilemma = '/lessons/the-dilemma/';
const format = '/lessons/the-event-stream-format/';

async function openSandbox(page: Page, path: string, title: string): Promise<Sandbox> {
  await page.goto(path);
  const sandbox = new Sandbox(page, title);
  await sandbox.open();
  return sandbox;
}

/** Pulls the plug below a sandbox; resolves when it is back in. */
async function pullPlug(page: Page, index: number): Promise<void> {
  const plug = page.locator('duplex-plug').nth(index);
  await plug.getByRole('button', { name: 'Pull the plug' }).click();
  await expect(plug.getByRole('status')).toHaveText(
    'Cut. Your connections were reset, and none gets through for 3 s.',
  );
  await expect(plug.getByRole('status')).toHaveText('Up again, after 3 s. Who has come back?');
}

test('lesson 1: one stream heals and has every tick, the other is dead', async ({ page }) => {
  const sandbox = await openSandbox(page, dilemma, 'Two live streams');
  await sandbox.button('Run').click();
  const sse = sandbox.output.locator('.sse');
  const ws = sandbox.output.locator('.ws');
  await expect(ws.getByRole('listitem').nth(2)).toBeVisible();

  await pullPlug(page, 0);

  await expect(ws.getByRole('status')).toHaveText('closed, code 1006');
  const last = await ws.getByRole('listitem').last().textContent();
  await expect(sse.getByRole('status')).toHaveText('open');
  await expect(sse.locator('.late').first()).toBeVisible();
  await expect(sse.locator('.late ~ .on-time').first()).toBeVisible();
  const counts = (await sse.getByRole('listitem').allTextContents()).map(Number);
  expect(counts).toEqual(counts.map((_, index) => (counts[0] ?? 0) + index));
  expect(counts.at(-1)).toBeGreaterThan(Number(last));
  await expect(ws.getByRole('listitem').last()).toHaveText(last ?? '');
});

test('lesson 1: the starting code of the exercise dies, its solution heals', async ({ page }) => {
  const sandbox = await openSandbox(page, dilemma, 'Make it heal');
  await sandbox.button('Run').click();
  await expect(sandbox.output.getByRole('listitem').nth(1)).toBeVisible();
  await pullPlug(page, 1);
  await expect(sandbox.output.locator('.verdict')).toHaveText('Dead. No tick will come any more.');

  await sandbox.button('Solution').click();
  await sandbox.button('Run').click();
  await expect(sandbox.output.getByRole('listitem').nth(1)).toBeVisible();
  await pullPlug(page, 1);
  // Delays are random, and grow while the plug is out.
  await expect(sandbox.output.locator('.verdict')).toHaveText(
    'Healed: nothing missing, nothing twice.',
    { timeout: 20_000 },
  );
});

test('lesson 1: a client that forgets where it was comes back with a hole', async ({ page }) => {
  const sandbox = await openSandbox(page, dilemma, 'Make it heal');
  await sandbox.write(`
    import type { ServerMessage } from './messages.ts';
    import type { Page } from './page.ts';
    export function follow(page: Page): void {
      const socket = new WebSocket('ws/clock?every=500');
      socket.onopen = () => page.opened();
      socket.onmessage = (event) => {
        const message: ServerMessage = JSON.parse(event.data);
        if (message.event === 'tick') page.tick(message.data.count);
      };
      socket.onclose = () => setTimeout(follow, 1000, page);
    }`);
  await sandbox.button('Run').click();
  await expect(sandbox.output.getByRole('listitem').nth(1)).toBeVisible();
  await pullPlug(page, 1);
  await expect(sandbox.output.locator('.verdict')).toHaveText(
    /^Back, but not healed: [1-9]\d* missing, nothing twice\.$/,
  );
});

test('lesson 1: commands know the reader’s own space, and what they say is so', async ({
  page,
  duplex,
}) => {
  await page.goto(dilemma);
  const command = page.locator('duplex-command').first();
  await command.scrollIntoViewIfNeeded();
  await expect(command.locator('code')).toHaveText(
    new RegExp(`^curl -N ${duplex.live}/s/[\\w-]{22}/sse/clock$`),
  );
  const address = ((await command.locator('code').textContent()) ?? '').replace('curl -N ', '');
  const [first = ''] = await firstBlocks(address, 2);
  expect(first).toMatch(/^retry:\d{4}$/);
  const [, gap = ''] = await firstBlocks(address, 2, { 'last-event-id': 'ub331-2' });
  expect(gap).toContain('event: gap');
  await command.getByRole('button', { name: 'Copy' }).click();
  await expect(command.getByRole('button')).toHaveText(/^(Copied|Selected)$/);
});

async function firstBlocks(
  address: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const response = await fetch(address, { headers });
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.split('\n\n').length > count) break;
  }
  return text.split('\n\n').slice(0, count);
}

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

test('lesson 4: the composer sends every preset, and the browser answers as the rules say', async ({
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

test('lesson 4: the composer asks for a prediction, takes any bytes, and hangs up', async ({
  page,
}) => {
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

test('lesson 4: Chromium’s EventSource gives the answers that the exercise asks for', async ({
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

test('lesson 4: the starting parser fails, the solution passes and reads the live ticker', async ({
  page,
}) => {
  const sandbox = await openSandbox(page, format, 'A parser for event streams');
  await sandbox.button('Run').click();
  await expect(sandbox.output.locator('.summary')).toHaveText('0 of 28 cases pass');
  await sandbox.output.locator('.how').first().click();
  await expect(sandbox.output.locator('.outcome').first()).toHaveText(
    'message "hello" with last event ID ""\nthen last event ID ""',
  );

  await sandbox.button('Solution').click();
  await sandbox.button('Run').click();
  await expect(sandbox.output.locator('.summary')).toHaveText('28 of 28 cases pass');
  await expect(sandbox.output.locator('.event').nth(2)).toHaveText(/^[0-9a-z]+-\d+ price \{/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
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
}
