/** The Faults panel: a reader breaks the network with the mouse and without it, and sees what that does. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

async function runStreams(page: Page): Promise<Sandbox> {
  return runSandbox(page, '/lessons/the-dilemma/', 'Two live streams');
}

/** Runs a sandbox that opens one stream of each kind, its wire watched from the first byte. */
async function runSandbox(page: Page, path: string, title: string): Promise<Sandbox> {
  const sandbox = await Sandbox.at(page, path, title);
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
  return sandbox;
}

const stateOf = (sandbox: Sandbox, transport: 'sse' | 'ws') =>
  sandbox.output.locator(`section.${transport} .state`);

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 50 });
  }).toPass({ intervals: [0] });
}

/** From the tab in front to another one, with the arrow keys. */
async function arrowTo(page: Page, sandbox: Sandbox, from: string, to: string): Promise<void> {
  await sandbox.tab(from).focus();
  const key = to === 'Faults' ? 'ArrowRight' : 'ArrowLeft';
  await page.keyboard.press(key);
  await expect(sandbox.tab(to)).toBeFocused();
}

test('cuts with the mouse: the WebSocket stays closed, SSE heals, and the wire shows the reset', async ({
  page,
}) => {
  const sandbox = await runStreams(page);
  await sandbox.tab('Faults').click();
  await sandbox.faults.getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(sandbox.faults.getByRole('status')).toHaveText(
    'Cut: 2 connections were reset. All faults are off.',
  );
  await expect(stateOf(sandbox, 'ws')).toHaveText('closed, code 1006');
  await expect(stateOf(sandbox, 'sse')).toHaveText('open');
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');

  await sandbox.tab('Wire').click();
  await sandbox.wire.getByRole('button', { name: 'Filter' }).click();
  await sandbox.wire.getByLabel('Kind').selectOption('ends');
  await expect(sandbox.wire.getByRole('row', { name: /server RST/ })).toHaveCount(2);
  await sandbox.wire.getByLabel('Kind').selectOption('');
  await sandbox.wire.getByLabel('Text').fill('last-event-id');
  await sandbox.wire.getByRole('row', { name: /sse\/clock/ }).click();
  const field = sandbox.wire.getByRole('listitem').filter({ hasText: 'last-event-id' });
  await expect(field).toContainText(/[0-9a-z]+-\d+/);
});

test('freezes for a while with the keyboard alone: nothing says so, and what waited comes late', async ({
  page,
}) => {
  const sandbox = await runStreams(page);
  await arrowTo(page, sandbox, 'Wire', 'Faults');
  const duration = sandbox.faults.getByRole('spinbutton', { name: 'Freeze for, ms' });
  const freeze = sandbox.faults.getByRole('switch', { name: 'Freeze' });
  await tabTo(page, freeze);
  await tabTo(page, duration);
  await page.keyboard.type('1800');
  await page.keyboard.press('Shift+Tab');
  await expect(freeze).toBeFocused();
  await page.keyboard.press('Space');
  await expect(freeze).toBeChecked();
  await expect(sandbox.root.locator('.sandbox-faults')).toHaveText('Fault on: freeze');
  await expect(sandbox.preview).toContainText('Fault on: freeze');
  await expect(stateOf(sandbox, 'ws')).toHaveText('open');

  await expect(freeze).not.toBeChecked();
  await expect(sandbox.root.locator('.sandbox-faults')).toHaveCount(0);
  await expect(sandbox.output.locator('section.sse .late').first()).toBeVisible();
  await expect(stateOf(sandbox, 'ws')).toHaveText('open');
});

test('strips Upgrade with the keyboard alone: the WebSocket never opens, SSE notices nothing', async ({
  page,
}) => {
  const sandbox = await runSandbox(
    page,
    '/playground/side-by-side/',
    'Two transports side by side',
  );
  await arrowTo(page, sandbox, 'Wire', 'Faults');
  const strip = sandbox.faults.getByRole('switch', { name: 'Strip Upgrade' });
  await tabTo(page, strip);
  await page.keyboard.press('Enter');
  await expect(strip).toBeChecked();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');

  await arrowTo(page, sandbox, 'Faults', 'Wire');
  const grid = sandbox.wire.getByRole('grid', { name: 'Records' });
  await expect(grid.getByRole('row', { name: /response.*426/ })).toBeVisible();

  await arrowTo(page, sandbox, 'Wire', 'Faults');
  await tabTo(page, sandbox.faults.getByRole('button', { name: 'All off' }));
  await page.keyboard.press('Enter');
  await expect(sandbox.faults.getByRole('status')).toHaveText('All faults are off.');
  await expect(strip).not.toBeChecked();
});

test('cuts, freezes and strips with the mouse, and reads each off the bytes', async ({ page }) => {
  const sandbox = await runSandbox(
    page,
    '/playground/side-by-side/',
    'Two transports side by side',
  );
  const { faults, wire } = sandbox;
  await sandbox.tab('Faults').click();
  await faults.getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');
  await faults.getByRole('switch', { name: 'Strip Upgrade' }).click();
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');
  await faults.getByRole('button', { name: 'All off' }).click();
  await faults.getByRole('spinbutton', { name: 'Freeze for, ms' }).fill('1500');
  await faults.getByRole('switch', { name: 'Freeze' }).click();
  await expect(faults.getByRole('switch', { name: 'Freeze' })).toBeChecked();
  await expect(faults.getByRole('status')).toHaveText('All faults are off.');
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');

  await sandbox.tab('Wire').click();
  await wire.getByRole('button', { name: 'Filter' }).click();
  await wire.getByLabel('Text').fill('server RST');
  await expect(wire.getByRole('row', { name: /server RST/ })).toHaveCount(2);
  await wire.getByLabel('Text').fill('426');
  await wire.getByRole('row', { name: /426 Upgrade Required/ }).click();
  const record = wire.getByRole('region', { name: /^Record / });
  await expect(record.getByRole('listitem').filter({ hasText: 'status line' })).toContainText(
    'HTTP/1.1 426 Upgrade Required',
  );
});

test('a fault is on in every sandbox of the page, and each can switch it off', async ({ page }) => {
  const sandbox = await runStreams(page);
  await sandbox.tab('Faults').click();
  const { faults } = sandbox;
  await faults.getByRole('switch', { name: 'Refuse' }).click();
  await faults.getByRole('switch', { name: 'Freeze' }).click();
  await expect(faults.getByRole('status')).toHaveText('Faults on: refuse, freeze');

  const other = new Sandbox(page, 'Make it heal');
  await other.open();
  await other.tab('Faults').click();
  await expect(other.faults.getByRole('switch', { name: 'Refuse' })).toBeChecked();
  await other.faults.getByRole('switch', { name: 'Refuse' }).click();
  await expect(faults.getByRole('switch', { name: 'Refuse' })).not.toBeChecked();
  await expect(faults.getByRole('status')).toHaveText('Fault on: freeze');
  await other.faults.getByRole('button', { name: 'All off' }).click();
  await expect(faults.getByRole('status')).toHaveText('All faults are off.');
});

test('says what is wrong with a parameter', async ({ page }) => {
  const sandbox = await runStreams(page);
  await sandbox.tab('Faults').click();
  await sandbox.faults.getByRole('spinbutton', { name: 'Freeze for, ms' }).fill('-1');
  await sandbox.faults.getByRole('switch', { name: 'Freeze' }).click();
  await expect(sandbox.faults.getByRole('alert')).toHaveText(
    '"for" is a whole number from 0 to 600000 ms.',
  );
});

test('a fault that was left on is shown on the next page too', async ({ page }) => {
  const sandbox = await runStreams(page);
  await sandbox.tab('Faults').click();
  await sandbox.faults.getByRole('switch', { name: 'Refuse' }).click();
  await expect(sandbox.root.locator('.sandbox-faults')).toHaveText('Fault on: refuse');

  const other = await Sandbox.at(page, '/playground/ticker-ws/', 'The ticker over WebSocket');
  await expect(other.root.locator('.sandbox-faults')).toHaveText('Fault on: refuse');
});
