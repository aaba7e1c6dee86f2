/** The diagram of the Wire panel: which lanes it has, and which of them are in view. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { asFile, madeUpRecord, recordingOf } from '../support/recordings.ts';
import { Sandbox } from '../support/sandbox.ts';

const openSandbox = (page: Page) => Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');

test('draws a lane for each connection, and adds each up', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.openWire('Diagram');
  await sandbox.button('Run').click();
  await expect(sandbox.wire.locator('.wire-lane')).toHaveCount(2);
  const list = sandbox.wire.getByRole('listbox', { name: 'Records' });
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const record = sandbox.wire.getByRole('region', { name: 'Record 1', exact: true });
  await expect(record).toContainText('request line');
  await record.getByRole('button', { name: 'Close record' }).click();
  await expect(list).toBeFocused();
  for (const inside of [list, record.getByRole('button', { name: 'request line' })]) {
    await list.press('Enter');
    await inside.press('Escape');
    await expect(record).toHaveCount(0);
    await expect(list).toBeFocused();
  }

  await sandbox.wire.getByRole('button', { name: 'Totals' }).click();
  for (const stream of ['sse/clock', 'ws/clock']) {
    const row = sandbox.wire.getByRole('row', { name: new RegExp(stream) });
    await expect(row.getByRole('cell').first()).toHaveText('1');
    await expect(row).toContainText(/\d+\.\d ms/);
  }
});

test('brings the lane of a new connection into view, unless the reader has scrolled up', async ({
  page,
}) => {
  const sandbox = await openSandbox(page);
  await sandbox.write("for (const _ of [1, 2, 3, 4]) new EventSource('sse/clock?every=300');");
  await sandbox.openWire('Diagram');
  await sandbox.button('Run').click();
  const lanes = sandbox.wire.locator('.wire-lane');
  await expect(lanes).toHaveCount(4);
  const list = sandbox.wire.getByRole('listbox', { name: 'Records' });
  const look = () => list.evaluate((box) => box.scrollIntoView({ block: 'center' }));
  await look();
  await expect(lanes.last()).toBeInViewport();
  await list.evaluate((box) => {
    box.scrollTop = 0;
  });
  await expect(lanes.first()).toBeInViewport();
  await sandbox.button('Run').click();
  await expect(lanes).toHaveCount(8);
  await look();
  await expect(lanes.first()).toBeInViewport();
});

test('has no lane for a connection of which only the end was recorded', async ({ page }) => {
  const sandbox = await openSandbox(page);
  const { wire } = sandbox;
  await sandbox.openWire('Diagram');
  const end = {
    kind: 'closed',
    summary: 'client FIN',
    connection: 1,
    sizes: { payload: 0, framing: 0 },
  } as const;
  const records = [madeUpRecord(1, end), madeUpRecord(2, { connection: 2 })];
  await wire.locator('input[type=file]').setInputFiles(asFile('end.json', recordingOf(records)));
  await expect(wire.locator('.wire-amount')).toHaveText('2 records on 2 connections');
  await expect(wire.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await expect(wire.locator('.wire-lane')).toHaveCount(1);
  await wire.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(wire.getByRole('row', { name: /client FIN/ })).toBeVisible();
});
