/** Recordings in the Wire panel: played, printed, without a server; what is missing is marked; and the same with curl. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { EventSource } from 'eventsource';
import type { WireRecord } from '../../sandbox-server/wire/record.ts';
import { expect, test } from '../support/duplex.ts';
import { asFile, madeUpRecord, recordingOf } from '../support/recordings.ts';
import { Sandbox } from '../support/sandbox.ts';

const openSandbox = (page: Page) => Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');

/** Five records in four seconds, and a hole of ninety between the third and the fourth. */
const holed = recordingOf(
  [1, 2, 3, 94, 95].map((number, index) =>
    madeUpRecord(number, { time: 1_764_000_000_000 + index * 1000, connection: 1 }),
  ),
);

test('plays with its own timing, from anywhere, and says what is missing, without a server', async ({
  page,
  context,
}) => {
  const sandbox = await openSandbox(page);
  const { wire } = sandbox;
  await sandbox.openWire('Table');
  await context.setOffline(true);
  await wire.locator('input[type=file]').setInputFiles(asFile('holed.json', holed));
  const amount = wire.locator('.wire-amount');
  await expect(amount).toHaveText('5 records on 1 connection');
  await expect(wire.getByRole('row').nth(4)).toContainText('90 records were not kept');

  const position = wire.getByRole('slider', { name: 'Position' });
  await expect(position).toHaveAttribute('aria-valuetext', '4.0 s of 4.0 s');
  await position.focus();
  await page.keyboard.press('Home');
  await expect(amount).toHaveText('1 record on 1 connection');
  await expect(position).toHaveAttribute('aria-valuetext', '0.0 s of 4.0 s');
  await page.keyboard.press('End');
  await expect(amount).toHaveText('5 records on 1 connection');

  await page.keyboard.press('Home');
  const started = Date.now();
  await wire.getByRole('button', { name: 'Play' }).click();
  await expect(wire.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(amount).toHaveText('3 records on 1 connection');
  expect(Date.now() - started).toBeGreaterThan(1900);
  await wire.getByRole('button', { name: 'Pause' }).click();
  await wire.getByLabel('Speed').selectOption('16');
  await wire.getByRole('button', { name: 'Play' }).click();
  await expect(amount).toHaveText('5 records on 1 connection');
  await expect(wire.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('opens at its beginning, follows what is played, and leaves the reader alone otherwise', async ({
  page,
}) => {
  const sandbox = await openSandbox(page);
  const { wire } = sandbox;
  await sandbox.openWire('Diagram');
  // In bursts, on five connections, one after the other: more than there is room for, either way.
  const long = Array.from({ length: 101 }, (_, index) =>
    madeUpRecord(index + 1, {
      time: 1_764_000_000_000 + Math.floor(index / 5) * 5000 + (index % 5) * 20,
      connection: 1 + Math.floor(index / 21),
    }),
  );
  await wire.locator('input[type=file]').setInputFiles(asFile('long.json', recordingOf(long)));
  const list = wire.getByRole('listbox', { name: 'Records' });
  const record = (number: number) =>
    list.getByRole('option', { name: new RegExp(`record number ${number}$`) });
  const scrolled = () => list.evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);
  await list.scrollIntoViewIfNeeded();
  await expect(wire.locator('.wire-amount')).toHaveText('101 records on 5 connections');
  await expect(record(1)).toBeInViewport();
  expect(await scrolled()).toEqual([0, 0]);

  const position = wire.getByRole('slider', { name: 'Position' });
  const play = wire.getByRole('button', { name: 'Play' });
  const pause = wire.getByRole('button', { name: 'Pause' });
  await position.fill('50000');
  await expect(wire.locator('.wire-amount')).toHaveText('51 records on 3 connections');
  expect(await scrolled()).toEqual([0, 0]);
  await play.click();
  await expect(record(55)).toBeInViewport();
  await pause.click();

  await list.focus();
  await page.keyboard.press('Home');
  await expect(record(1)).toBeInViewport();
  await position.press('End');
  await expect(wire.locator('.wire-amount')).toHaveText('101 records on 5 connections');
  expect(await scrolled()).toEqual([0, 0]);

  await position.press('ArrowLeft');
  await expect(wire.locator('.wire-amount')).toHaveText('100 records on 5 connections');
  await play.click();
  await expect(wire.locator('.wire-amount')).toHaveText('101 records on 5 connections');
  await expect(play).toBeVisible();
  await expect(record(101)).toBeInViewport();
});

test('prints every record of a recording, and not the few that are on the screen', async ({
  page,
}) => {
  const sandbox = await openSandbox(page);
  await sandbox.openWire('Diagram');
  const records = Array.from({ length: 600 }, (_, index) => madeUpRecord(index + 1));
  await sandbox.wire
    .locator('input[type=file]')
    .setInputFiles(asFile('long.json', recordingOf(records)));
  await expect(sandbox.wire.locator('.wire-amount')).toHaveText('600 records on 2 connections');
  await expect(page.locator('.printed-wire')).toHaveCount(0);
  await page.emulateMedia({ media: 'print' });
  const printed = page.locator('.printed-wire');
  await expect(printed).toBeVisible();
  await expect(printed).toContainText('Wire recording long.json, saved 2026-01-02 03:04 UTC');
  // The head, and as many as a few pages take; the totals are a table of their own.
  await expect(printed.locator('> table').getByRole('row')).toHaveCount(501);
  await expect(printed).toContainText('The other 100 records are in the file.');
  await page.emulateMedia({ media: 'screen' });
  await expect(printed).toHaveCount(0);
});

test('says how many records the server has dropped before they could be seen', async ({
  page,
  duplex,
}) => {
  let isAway = false;
  let leave = async (): Promise<void> => {};
  await page.routeWebSocket(/\/api\/control/, async (socket) => {
    if (isAway) {
      await socket.close();
      return;
    }
    const server = socket.connectToServer();
    leave = async () => {
      isAway = true;
      await Promise.all([socket.close(), server.close()]);
    };
  });
  const sandbox = await openSandbox(page);
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await expect(sandbox.wire.getByRole('row', { name: /event: tick/ }).first()).toBeVisible();
  await sandbox.button('Stop').click();
  const { id, base } = await page.evaluate(() => JSON.parse(sessionStorage['duplex:space']));
  // Somebody watches on, while the page is away.
  const source = new EventSource(`${duplex.site}/api/spaces/${id}/wire`);
  let newest = 0;
  source.addEventListener('record', ({ data }) => {
    newest = (JSON.parse(data) as WireRecord).number;
  });
  await expect.poll(() => newest).toBeGreaterThan(0);
  await leave();
  const message = { event: 'say', data: { text: 'x'.repeat(60_000) } };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${base}send/echo`, { method: 'POST', headers, body: JSON.stringify(message) });
  const before = newest;
  // Long answers: there is room for about a hundred.
  for (let count = 0; count < 150; count += 1) {
    const answer = await fetch(`${base}poll/echo?after=earliest`);
    await answer.arrayBuffer();
  }
  await expect.poll(() => newest).toBeGreaterThan(before + 449);
  source.close();
  isAway = false;
  // The page tries again, after longer waits each time.
  await expect(sandbox.wire.getByRole('status')).toHaveText('Live', { timeout: 30_000 });
  const gap = sandbox.wire.getByRole('row', { name: /\d+ records were not kept/ });
  await sandbox.wire.getByRole('grid').focus();
  await page.keyboard.press('Home');
  await expect(sandbox.wire.getByRole('row', { name: /GET .*clock/ }).first()).toBeVisible();
  await sandbox.wire.getByRole('button', { name: 'Filter' }).click();
  await sandbox.wire.getByLabel('Text').fill('nothing but gaps');
  await expect(gap).toBeVisible();
});

test('curl shows the same, with the command that the panel gives', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.openWire('Table');
  await sandbox.button('Run').click();
  await expect(sandbox.wire.getByRole('row', { name: /event: tick/ }).first()).toBeVisible();
  await sandbox.button('Stop').click();
  await expect(sandbox.wire.getByRole('row', { name: /client FIN|client RST/ })).toHaveCount(2);
  await sandbox.wire.getByRole('button', { name: 'In a terminal' }).click();
  const shown = sandbox.wire.locator('.wire-curl pre');
  await expect(shown).toHaveText(/^curl -N http:\/\/[^ ]+\/api\/spaces\/[^ ]+\/wire$/);
  const command = (await shown.textContent()) ?? '';
  await sandbox.wire.getByRole('button', { name: 'Copy' }).click();
  await expect(sandbox.wire.getByRole('button', { name: 'Copied' })).toBeFocused();
  expect(await page.evaluate(() => String(getSelection()))).toBe(command);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sandbox.wire.getByRole('button', { name: 'Save recording' }).click(),
  ]);
  const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    records: WireRecord[];
  };
  expect(saved.records.length).toBeGreaterThan(5);
  expect(await curled(command, saved.records.length)).toEqual(saved.records);
});

/** The records that the command prints, up to so many. */
async function curled(command: string, count: number): Promise<WireRecord[]> {
  const [program = '', ...args] = command.split(' ');
  const curl = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const records: WireRecord[] = [];
  try {
    let event = '';
    for await (const line of createInterface(curl.stdout)) {
      if (line.startsWith('event:')) event = line.slice(6).trim();
      if (line.startsWith('data:') && event === 'record') records.push(JSON.parse(line.slice(5)));
      if (records.length === count) break;
    }
  } finally {
    curl.kill();
  }
  return records;
}
