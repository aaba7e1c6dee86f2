/** Faults of proxies and servers, switched on in the Faults panel, and what Chromium makes of them. */
import { expect, test } from '../support/duplex.ts';
import { SideBySide } from '../support/side-by-side.ts';

test('buffer holds an event stream back without a word, and lets a WebSocket through', async ({
  page,
}) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.switchOn('Buffer');
  await both.run();
  await both.tick(both.messages, 4);
  await expect(both.messages.state).toHaveText('open');
  await expect(both.events.state).toHaveText('connecting');
  await expect(both.events.ticks).toHaveCount(0);
  await both.faults.getByRole('button', { name: 'All off' }).click();
  await both.tick(both.events, 4);
});

test('strip-upgrade: the WebSocket never opens, the event stream notices nothing', async ({
  page,
}) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.switchOn('Strip Upgrade');
  await both.openWire();
  await both.run();
  await expect(both.messages.state).toHaveText('closed, code 1006');
  await both.tick(both.events);
  await both.row(/response.*426 Upgrade Required/);
});

for (const status of ['503', '429']) {
  test(`refuse with ${status} is for ever, to an EventSource and to a WebSocket`, async ({
    page,
  }) => {
    const both = await SideBySide.open(page);
    await both.openFaults();
    await both.faults.getByRole('combobox', { name: 'Refuse with' }).selectOption(status);
    await both.switchOn('Refuse');
    await both.openWire();
    await both.run();
    await expect(both.messages.state).toHaveText('closed, code 1006');
    await expect(both.events.state).toHaveText('closed');
    await (await both.row(new RegExp(`response.*${status}`))).click();
    await expect(
      both.sandbox.wire.getByRole('listitem').filter({ hasText: /^retry-after/i }),
    ).toContainText('5');
  });
}

test('restart says goodbye on both, and the EventSource comes back by itself', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.runBoth();
  await both.set('Restart for, ms', '1000');
  await both.press('Restart');
  await expect(both.messages.state).toHaveText('closed, code 1012');
  await expect(both.events.state).toHaveText('reconnecting');
  await expect(both.events.state).toHaveText('open');
  await both.openWire();
  await both.row(/frame.*close.*1012 draining/);
});

for (const [name, row] of [
  ['Wrong content type', /response.*200 OK/],
  ['No content', /response.*204/],
] as const) {
  test(`${name.toLowerCase()} stops an EventSource for ever, and means nothing to a WebSocket`, async ({
    page,
  }) => {
    const both = await SideBySide.open(page);
    await both.openFaults();
    await both.switchOn(name);
    await both.openWire();
    await both.run();
    await expect(both.events.state).toHaveText('closed');
    await both.tick(both.messages);
    await expect(both.events.ticks).toHaveCount(0);
    await both.row(row);
  });
}
