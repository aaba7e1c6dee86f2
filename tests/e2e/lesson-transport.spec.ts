import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const transport = '/lessons/transport/';

/** Opens the record whose row says so, and gives the value of one of its parts. */
async function partOf(wire: Locator, row: RegExp, part: string): Promise<string> {
  await wire.getByRole('row', { name: row }).first().click();
  const item = wire
    .getByRole('region', { name: /^Record / })
    .getByRole('listitem')
    .filter({ has: wire.page().getByRole('button', { name: part, exact: true }) });
  return (await item.locator('.wire-value').textContent()) ?? '';
}

test('the key on the reader’s own wire becomes what the server answered', async ({ page }) => {
  const beginnings = await Sandbox.at(page, transport, 'Two beginnings');
  await beginnings.openWire('Table');
  await beginnings.button('Run').click();
  await expect(beginnings.output.locator('.ws')).toContainText('"count":');
  await beginnings.button('Stop').click();
  const key = await partOf(beginnings.wire, /GET .*ws\/clock/, 'sec-websocket-key');
  const accept = await partOf(beginnings.wire, /101/, 'sec-websocket-accept');
  expect(key).toMatch(/^[A-Za-z0-9+/]{22}==$/);

  const computed = new Sandbox(page, 'From key to accept');
  await computed.open();
  await computed.button('Run').click();
  await expect(computed.output.locator('dd').last()).toHaveText('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  await computed.output.getByLabel('Sec-WebSocket-Key').fill(key);
  await expect(computed.output.locator('dd').last()).toHaveText(accept);
});

test('a proxy that strips: the WebSocket closes without a reason, the wire has the 426', async ({
  page,
}) => {
  const sandbox = await Sandbox.at(page, transport, 'Something in the way');
  await sandbox.openWire('Table');
  await sandbox.tab('Faults').click();
  const strip = sandbox.faults.getByRole('switch', { name: 'Strip Upgrade' });
  await strip.click();
  await expect(strip).toBeChecked();
  await sandbox.button('Run').click();

  await expect(sandbox.output.locator('.sse .events')).toContainText('first tick');
  const diary = sandbox.output.locator('.ws .events');
  await expect(diary).toHaveText(/created.*error.*close, code 1006, reason ""$/);
  await sandbox.tab('Wire').click();
  expect(await partOf(sandbox.wire, /GET .*ws\/clock/, 'upgrade')).toBe('websocket');
  await expect(sandbox.wire.getByRole('row', { name: /426 Upgrade Required/ })).toBeVisible();
});

test('a proxy that buffers: the EventSource fires nothing, until everything comes at once', async ({
  page,
}) => {
  const sandbox = await Sandbox.at(page, transport, 'Something in the way');
  await sandbox.openWire('Diagram');
  await sandbox.tab('Faults').click();
  const buffer = sandbox.faults.getByRole('switch', { name: 'Buffer' });
  await buffer.click();
  await expect(buffer).toBeChecked();
  await sandbox.button('Run').click();

  await expect(sandbox.output.locator('.ws .latest')).toHaveText(/tick \d+/);
  const first = await sandbox.output.locator('.ws .latest').textContent();
  await expect(sandbox.output.locator('.ws .latest')).not.toHaveText(first ?? '');
  await expect(sandbox.output.locator('.sse .events')).toHaveText(/created$/);
  await expect(sandbox.counter).toHaveText('1 open: 1 WebSocket; 1 connecting');

  await buffer.click();
  await expect(sandbox.output.locator('.sse .events')).toHaveText(/created.*open.*first tick$/);
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
});

test('the reader’s own runs answer the predictions', async ({ page }) => {
  await page.goto(transport);
  await page.getByLabel('A request for SSE; a frame and no request').check();
  const beginnings = new Sandbox(page, 'Two beginnings');
  await beginnings.open();
  // So low that the answer is out of sight where Run is in it.
  await page.setViewportSize({ width: 1280, height: 320 });
  await runUntilShown(beginnings, page, 0, 'One thing on both: a request.');
  const way = page.getByRole('link', { name: 'Your run has answered your prediction' });
  await expect(way).toBeVisible();
  await page.getByRole('button', { name: 'Close this note' }).click();
  await expect(way).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 900 });

  await page.getByLabel('The WebSocket stays silent, without any event').check();
  const inTheWay = new Sandbox(page, 'Something in the way');
  await inTheWay.open();
  await inTheWay.tab('Faults').click();
  await inTheWay.faults.getByRole('switch', { name: 'Strip Upgrade' }).click();
  await runUntilShown(inTheWay, page, 1, 'The WebSocket fires error and close, without a reason');

  await page.getByLabel('The EventSource fires error; the WebSocket runs').check();
  await inTheWay.faults.getByRole('button', { name: 'All off' }).click();
  await inTheWay.faults.getByRole('switch', { name: 'Buffer' }).click();
  await runUntilShown(
    inTheWay,
    page,
    2,
    'The EventSource fires nothing at all; the WebSocket runs',
  );
});

/** Runs it, and again if the first run had begun before it was watched. */
async function runUntilShown(
  sandbox: Sandbox,
  page: Page,
  prediction: number,
  words: string,
): Promise<void> {
  const status = page.locator('duplex-predict').nth(prediction).getByRole('status');
  await expect(async () => {
    await sandbox.button('Run').click();
    await expect(status).toContainText(`Your run showed: ${words}`, { timeout: 12_000 });
  }).toPass();
  await sandbox.button('Stop').click();
}

test('the lesson is found by what it is about', async ({ page }) => {
  await page.goto('/lessons/');
  // Enabled once it listens for the keys.
  await expect(page.getByRole('button', { name: 'Search the lessons' })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Search the lessons' });
  await dialog.getByRole('textbox').fill('strip Upgrade');
  await expect(dialog.getByRole('link', { name: 'Transport' }).first()).toBeVisible();
});
