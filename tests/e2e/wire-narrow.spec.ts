/** The Wire panel on a narrow screen. */
import { expect, test } from '../support/duplex.ts';
import { asFile, madeUpRecord, recordingOf } from '../support/recordings.ts';
import { Sandbox } from '../support/sandbox.ts';

test.use({ viewport: { width: 390, height: 844 } });

test('adds connections up one below the other where a table has no room', async ({ page }) => {
  const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');
  const { wire } = sandbox;
  await sandbox.openWire('Totals');
  const path = `/s/space/sse/clock?every=250&after=${'of-long-ago-'.repeat(8)}`;
  const recording = recordingOf([
    madeUpRecord(1, {
      connection: 1,
      direction: 'up',
      kind: 'request-head',
      summary: `GET ${path}`,
    }),
    madeUpRecord(2, { connection: 1, sizes: { payload: 1_234_560, framing: 9 } }),
    madeUpRecord(3, { connection: 2, sizes: { payload: 7, framing: 5 } }),
  ]);
  await wire.locator('input[type=file]').setInputFiles(asFile('three.json', recording));
  const totals = wire.getByRole('region', { name: 'Totals' });
  const first = totals.getByRole('listitem').first();
  await expect(first).toContainText('sse/clock?every=250');
  await expect(first.getByRole('term')).toHaveText([
    'Requests',
    'Heads',
    'Framing',
    'Payload',
    'First event',
    'End',
  ]);
  await expect(first.getByRole('definition').nth(3)).toHaveText('1,234,567 B');
  await expect(totals.getByRole('listitem').last()).toContainText('1,234,574 B');
  await expect(totals.getByRole('table')).toHaveCount(0);
  const width = await totals.evaluate((box) => [box.scrollWidth, box.clientWidth]);
  expect(width[0]).toBe(width[1]);
});

test('keeps its height on a narrow screen, and the bytes of a record in sight', async ({
  page,
}) => {
  const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');
  await sandbox.openWire('Table');
  const height = (await sandbox.wire.boundingBox())?.height;
  await sandbox.button('Run').click();
  // Run brings the preview to the front.
  await sandbox.openWire('Table');
  // More than fit, so that the list would have grown.
  await expect(sandbox.wire.locator('.wire-amount')).toHaveText(/^3\d records/, {
    timeout: 30_000,
  });
  expect((await sandbox.wire.boundingBox())?.height).toBe(height);

  await sandbox.wire.locator('.wire-rows .wire-row').first().click();
  await sandbox.scrollTo();
  await expect(sandbox.wire.getByRole('region', { name: /^Record / })).toBeInViewport();
});

test('moves nothing below it when the panel has been fetched', async ({ page }) => {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route(/\/WirePanel\.[^/]+\.js$/, async (route) => {
    await allowed;
    await route.continue();
  });
  const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Make it heal');
  await sandbox.tab('Wire').click();
  await expect(sandbox.root.getByText('Fetching the panel')).toBeVisible();
  const before = await sandbox.root.boundingBox();
  allow();
  await expect(sandbox.wire.getByRole('button', { name: 'Table', exact: true })).toBeVisible();
  expect(await sandbox.root.boundingBox()).toEqual(before);
});
