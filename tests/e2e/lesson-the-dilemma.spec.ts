import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const dilemma = '/lessons/the-dilemma/';

/** Pulls the plug below a sandbox; resolves when it is back in. */
async function pullPlug(page: Page, index: number): Promise<void> {
  const plug = page.locator('duplex-plug.plug').nth(index);
  await plug.getByRole('button', { name: 'Pull the plug' }).click();
  await expect(plug.getByRole('status')).toHaveText(
    'Cut. Your connections were reset, and none gets through for 1.5 s.',
  );
  await expect(plug.getByRole('status')).toHaveText('Up again, after 1.5 s. Who has come back?');
}

test('one stream heals and has every tick, the other is dead', async ({ page }) => {
  const sandbox = await Sandbox.at(page, dilemma, 'Two live streams');
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

for (const width of [1280, 390]) {
  test(`the plug can be pulled where the run is watched, also in full screen, at ${width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const sandbox = await Sandbox.at(page, dilemma, 'Two live streams');
    await sandbox.button('Full screen').click();
    await sandbox.button('Run').click();
    const ws = sandbox.output.locator('.ws');
    await expect(ws.getByRole('listitem').nth(2)).toBeVisible();
    await sandbox.button('Pull the plug').click();
    await expect(ws.getByRole('status')).toHaveText('closed, code 1006');
    const told = sandbox.root.locator('duplex-plug').getByRole('status');
    await expect(told).toHaveText('Up again, after 1.5 s. Who has come back?');
    await expect(told).toBeInViewport({ ratio: 1 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
}

test('the second request carries the id of the last event of the first', async ({ page }) => {
  const sandbox = await Sandbox.at(page, dilemma, 'Two live streams');
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await expect(sandbox.output.locator('.sse').getByRole('listitem').nth(1)).toBeVisible();
  await pullPlug(page, 0);
  await expect(sandbox.output.locator('.sse .late').first()).toBeVisible();

  // Both followed the same clock until the cut.
  const seen = await sandbox.output.locator('.ws').getByRole('listitem').last().textContent();
  await sandbox.wire.getByRole('button', { name: 'Filter' }).click();
  await sandbox.wire.getByLabel('Kind').selectOption('heads');
  await sandbox.wire
    .getByRole('row', { name: /GET .*sse\/clock/ })
    .last()
    .click();
  const record = sandbox.wire.getByRole('region', { name: /^Record / });
  const header = record.getByRole('listitem').filter({ hasText: 'last-event-id' });
  await expect(header).toContainText(new RegExp(`-${seen}(?!\\d)`));
});

test('a frozen line looks open on both, and a refusal ends the EventSource', async ({ page }) => {
  const sandbox = await Sandbox.at(page, dilemma, 'Two live streams');
  await sandbox.tab('Faults').click();
  await sandbox.button('Run').click();
  const [sse, ws] = [sandbox.output.locator('.sse'), sandbox.output.locator('.ws')];
  await expect(ws.getByRole('listitem').nth(1)).toBeVisible();

  const freeze = sandbox.faults.getByRole('switch', { name: 'Freeze' });
  await freeze.click();
  await expect(freeze).toBeChecked();
  const last = await sse.getByRole('listitem').last().textContent();
  await expect(sse.getByRole('status')).toHaveText('open');
  await expect(ws.getByRole('status')).toHaveText('open');
  await freeze.click();
  await expect(sse.getByRole('listitem').last()).not.toHaveText(last ?? '');

  await sandbox.faults.getByRole('switch', { name: 'Refuse' }).click();
  await sandbox.faults.getByRole('button', { name: 'Cut' }).click();
  await expect(sse.getByRole('status')).toHaveText('closed');
});

test('commands know the reader’s own space, and what they say is so', async ({ page, duplex }) => {
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
