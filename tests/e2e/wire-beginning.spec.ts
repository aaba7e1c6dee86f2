/** Where the Wire panel begins: with the first run, and with the page, though the tab's space outlives pages. */
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';
const title = 'Two live streams';

test('has the beginning of a run that was started before the panel was opened', async ({
  page,
}) => {
  const sandbox = await Sandbox.at(page, lesson, title);
  await sandbox.button('Run').click();
  for (const side of ['.sse', '.ws']) {
    await expect(sandbox.output.locator(side).getByRole('listitem').nth(1)).toBeVisible();
  }
  await sandbox.openWire('Table');
  for (const endpoint of [/GET .*sse\/clock/, /GET .*ws\/clock/]) {
    await expect(sandbox.wire.getByRole('row', { name: endpoint })).toHaveCount(1);
  }
});

test('begins with the page, in a space that an earlier page has used', async ({ page }) => {
  const before = await Sandbox.at(page, lesson, title);
  await before.openWire('Table');
  await before.button('Run').click();
  await expect(before.wire.getByRole('row', { name: /event: tick/ }).first()).toBeVisible();

  const sandbox = await Sandbox.at(page, '/playground/clock-sse/', 'The clock over SSE');
  await sandbox.openWire('Table');
  await expect(sandbox.wire).toContainText('Nothing has crossed the wire yet.');
  await sandbox.button('Run').click();
  const request = sandbox.wire.getByRole('row', { name: /GET .*sse\/clock/ });
  await expect(request).toHaveCount(1);
  await expect(sandbox.wire.getByRole('row', { name: /event: tick/ }).first()).toBeVisible();
});
