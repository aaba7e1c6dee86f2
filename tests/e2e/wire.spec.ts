/** The Wire panel: what it shows is what crossed, however much that is and whoever looks. */
import type { Page } from '@playwright/test';
import { EventSource } from 'eventsource';
import type { WireRecord } from '../../sandbox-server/wire/record.ts';
import { expect, test } from '../support/duplex.ts';
import { longRecording } from '../support/recordings.ts';
import { Sandbox } from '../support/sandbox.ts';

function openSandbox(page: Page): Promise<Sandbox> {
  return Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');
}

/** The first record that fits, as `curl -N` would see it. */
async function recordOnServer(
  page: Page,
  site: string,
  fits: (record: WireRecord) => boolean,
): Promise<WireRecord> {
  const space = await page.evaluate(() => sessionStorage['duplex:space'] as string);
  const source = new EventSource(`${site}/api/spaces/${JSON.parse(space).id}/wire`);
  try {
    return await new Promise((resolve) => {
      source.addEventListener('record', ({ data }) => {
        const record = JSON.parse(data) as WireRecord;
        if (fits(record)) resolve(record);
      });
    });
  } finally {
    source.close();
  }
}

/** All bytes of the record that is shown, as 2-digit hex. */
async function shownBytes(sandbox: Sandbox): Promise<string> {
  const rows = await sandbox.wire.locator('.wire-hex-bytes').allTextContents();
  return rows.join(' ').trim().replaceAll(/\s+/g, ' ');
}

function hexOf({ bytes }: WireRecord): string {
  return Buffer.from(bytes, 'base64').toString('hex').match(/../g)?.join(' ') ?? '';
}

test('names the fields of an event inside of its chunk', async ({ page, duplex }) => {
  const sandbox = await openSandbox(page);
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await sandbox.wire
    .getByRole('row', { name: /event: tick/ })
    .first()
    .click();

  const record = sandbox.wire.getByRole('region', { name: /^Record / });
  const part = (name: string) => record.getByRole('listitem').filter({ hasText: name });
  await expect(part('chunk size')).toContainText(/0x[0-9a-f]+: \d+ bytes/);
  await expect(part('event field')).toContainText('tick');
  await expect(part('data field')).toContainText('"count":');
  const number = Number((await record.getAttribute('aria-label'))?.replace('Record ', ''));
  const sent = await recordOnServer(page, duplex.site, (one) => one.number === number);
  expect(await shownBytes(sandbox)).toBe(hexOf(sent));
  const id = sent.parts.find(({ name }) => name === 'id field')?.value ?? 'no id';
  await expect(part('id field')).toContainText(id);

  // A part marks its bytes, by keyboard and by mouse.
  const marked = record.locator('.wire-hex-text [data-active=true]');
  await record.getByRole('button', { name: 'id field' }).focus();
  await expect.poll(async () => (await marked.allTextContents()).join('')).toBe(`id: ${id}↓`);
  await part('chunk size').hover();
  await expect.poll(async () => (await marked.allTextContents()).join('')).toMatch(/^\w+←↓$/);
  // And bytes mark their part.
  await record.getByText('id: ', { exact: false }).first().hover();
  await expect(part('id field')).toHaveAttribute('data-active', 'true');
  await expect(part('id field').getByRole('link')).toHaveText('HTML §9.2.6');
});

test('shows the masking key of a frame that the page sent', async ({ page, duplex }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write(
    "const socket = new WebSocket('ws/echo');\nsocket.onopen = () => socket.send(JSON.stringify({ event: 'say', data: { text: 'masked' } }));\nsocket.onmessage = () => console.log('said');",
  );
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await sandbox.wire.getByRole('row', { name: /to the server.*frame.*masked/ }).click();

  const sent = await recordOnServer(
    page,
    duplex.site,
    ({ kind, direction }) => kind === 'frame' && direction === 'up',
  );
  expect(await shownBytes(sandbox)).toBe(hexOf(sent));
  const key = hexOf(sent).split(' ').slice(2, 6).join(' ');
  const parts = sandbox.wire.getByRole('listitem');
  await expect(parts.filter({ hasText: 'masking key' })).toContainText(key);
  await expect(parts.filter({ hasText: 'masking key' })).toContainText('RFC 6455 §5.3');
  await expect(parts.filter({ hasText: 'payload data, masked' })).toContainText('"text":"masked"');
  await expect(parts.filter({ hasText: 'opcode' })).toContainText('0x1, text');
});

test('pauses, filters, clears, saves and opens', async ({ page }) => {
  const sandbox = await openSandbox(page);
  const { wire } = sandbox;
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await expect(wire.getByRole('row', { name: /event: tick/ }).first()).toBeVisible();

  await wire.getByRole('button', { name: 'Pause' }).click();
  await expect(wire.getByRole('status')).toHaveText('Paused');
  await expect(wire.locator('.wire-amount')).toContainText(/; [1-9]\d* more came/);
  await wire.getByRole('button', { name: 'Pause' }).click();
  await sandbox.button('Stop').click();

  await wire.getByRole('button', { name: 'Filter' }).click();
  await wire.getByLabel('Kind').selectOption('heads');
  await expect(wire.locator('.wire-amount')).toContainText(/^4 of \d+ records on 2 connections/);
  await wire.getByRole('button', { name: 'Show all' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    wire.getByRole('button', { name: 'Save recording' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^wire-.*\.json$/);
  await wire.getByRole('button', { name: 'Clear' }).click();
  await expect(wire).toContainText('Nothing has crossed the wire yet.');

  await wire.locator('input[type=file]').setInputFiles(await download.path());
  await expect(wire.getByRole('status')).toHaveText(/^Recorded: .*, saved \d{4}-/);
  await expect(wire.getByRole('row', { name: /event: tick/ }).first()).toBeVisible();
  await wire.getByRole('button', { name: 'Back to live' }).click();
  await expect(wire).toContainText('Nothing has crossed the wire yet.');

  await wire.locator('input[type=file]').setInputFiles({
    name: 'notes.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{}'),
  });
  await expect(wire.getByRole('alert')).toHaveText(
    'This is not a recording of the wire: format is missing. Open one that was saved here.',
  );
});

test('ten thousand records scroll, and few of them are in the document', async ({ page }) => {
  const sandbox = await openSandbox(page);
  const { wire } = sandbox;
  await sandbox.openWire('Table');
  await wire.locator('input[type=file]').setInputFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(longRecording(10_000)),
  });
  await expect(wire.locator('.wire-amount')).toHaveText('10,000 records on 2 connections');
  const grid = wire.getByRole('grid', { name: 'Records' });
  await expect(grid).toHaveAttribute('aria-rowcount', '10001');
  const rows = grid.getByRole('row');
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(grid.getByRole('row', { name: /record number 1$|record number 1 / })).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press('End');
  await expect(grid.getByRole('row', { name: /record number 10000/ })).toBeVisible();
  await grid.evaluate((box) => {
    box.scrollTop = box.scrollHeight / 2;
  });
  await expect(grid.getByRole('row', { name: /record number 5000/ })).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);

  await wire.getByRole('button', { name: 'Diagram' }).click();
  const options = wire.getByRole('listbox', { name: 'Records' }).getByRole('option');
  await expect(options.first()).toBeVisible();
  expect(await options.count()).toBeLessThan(60);
});
