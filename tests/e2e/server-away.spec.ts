/** The live server goes away while a reader is at work, and comes back: what they have stays, and they go on. */
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

test('keeps what was followed while no server answers, and goes on when it is back', async ({
  page,
  context,
}) => {
  const ahead = ['WirePanel', 'FaultsPanel', 'two-streams'].map((name) =>
    page.waitForEvent('requestfinished', (request) => request.url().includes(`/${name}.`)),
  );
  const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Two live streams');
  const { wire } = sandbox;
  await sandbox.button('Run').click();
  await expect(sandbox.output.locator('.sse').getByRole('listitem').nth(1)).toBeVisible();
  await Promise.all(ahead);
  await context.setOffline(true);
  await sandbox.button('Run').click();
  await expect(sandbox.preview).toContainText('recorded run');

  // The panels are looked at for the first time.
  await wire.getByRole('button', { name: 'Table' }).click();
  const requests = wire.getByRole('row', { name: /GET .*sse\/clock/ });
  await expect(requests).toHaveCount(1);
  await wire.getByRole('button', { name: 'Recorded run' }).click();
  await expect(wire.getByRole('status')).toContainText('Recorded: The solution at work');
  await wire.getByRole('button', { name: 'Back to live' }).click();
  await expect(requests).toHaveCount(1);
  await sandbox.tab('Faults').click();
  await expect(sandbox.faults.getByRole('switch', { name: 'Freeze' })).toBeVisible();

  await context.setOffline(false);
  await sandbox.button('Run').click();
  await sandbox.tab('Wire').click();
  await expect(wire.getByRole('status')).toHaveText('Live');
  await wire.getByRole('button', { name: 'Filter' }).click();
  await wire.getByLabel('Kind').selectOption('heads');
  await expect(requests).toHaveCount(2);
  await expect(wire.getByRole('button', { name: 'Recorded run' })).toHaveCount(0);
});
