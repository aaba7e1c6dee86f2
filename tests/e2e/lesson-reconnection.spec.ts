import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const reconnection = '/lessons/reconnection/';

test('a refusal ends the EventSource for good, which is not what the reader predicted', async ({
  page,
}) => {
  const sandbox = await Sandbox.at(page, reconnection, 'One EventSource and its answers');
  const prediction = page.locator('duplex-predict');
  await prediction.getByRole('radio', { name: /^It asks again every few seconds/ }).check();
  await sandbox.tab('Faults').click();
  await sandbox.button('Run').click();
  const state = sandbox.output.getByRole('status');
  await expect(sandbox.output.locator('.latest')).toHaveText(/^tick \d+$/);

  const told = prediction.getByRole('status');
  await expect(told).toHaveText(
    'Your run is being watched. Still to come: an answer that refuses the stream.',
  );

  await sandbox.faults.getByRole('switch', { name: 'Refuse' }).click();
  await expect(sandbox.faults.getByRole('status')).toHaveText('Fault on: refuse');
  await sandbox.faults.getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(state).toHaveText(/0CONNECTING/);
  await expect(state).toHaveText(/2CLOSED/);
  await expect(sandbox.output.getByRole('listitem')).toHaveText([
    /error2 CLOSED$/,
    /error0 CONNECTING$/,
    /open1 OPEN$/,
  ]);

  await sandbox.faults.getByRole('button', { name: 'All off' }).click();
  await expect(told).toContainText(
    'Your run showed: It never asks again, although the server is back.',
    { timeout: 30_000 },
  );
  await expect(state).toHaveText(/2CLOSED/);
  await expect(
    prediction.getByRole('radio', {
      name: 'It never asks again, although the server is back – as in your run',
    }),
  ).toBeVisible();

  const way = page.getByRole('link', { name: 'Your run has answered your prediction' });
  const [box, note, next] = await Promise.all(
    [sandbox.root, way, page.getByText('Run it again with other faults in the place of')].map(
      (part) => part.boundingBox(),
    ),
  );
  expect(note?.y).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
  expect(next?.y).toBeGreaterThanOrEqual((note?.y ?? 0) + (note?.height ?? 0));
  await way.click();
  await expect(told).toBeInViewport();
  await expect(way).toBeHidden();
});

test('a restart that answers nothing brings it back by itself', async ({ page }) => {
  const sandbox = await Sandbox.at(page, reconnection, 'One EventSource and its answers');
  await sandbox.tab('Faults').click();
  await sandbox.button('Run').click();
  await expect(sandbox.output.locator('.latest')).toHaveText(/^tick \d+$/);
  await sandbox.faults.getByRole('button', { name: 'Restart', exact: true }).click();
  const state = sandbox.output.getByRole('status');
  await expect(state).toHaveText(/0CONNECTING/);
  await expect(state).toHaveText(/1OPEN/);
  await expect(sandbox.output.getByText('2 CLOSED')).toHaveCount(0);
});
