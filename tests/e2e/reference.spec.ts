/** The reference page: complete, and its programs for the browser run as they are shown. */

import { refusals } from '../../sandbox-server/refusal.ts';
import { contracts } from '../../sandbox-server/topics/index.ts';
import { expect, test } from '../support/duplex.ts';

test('has every topic, transport, fault and refusal', async ({ page }) => {
  await page.goto('/reference/');
  for (const name of contracts.keys()) {
    await expect(page.getByRole('heading', { name, exact: true, level: 3 })).toBeVisible();
  }
  for (const transport of ['Server-Sent Events', 'WebSocket', 'Long poll', 'Poll']) {
    await expect(page.getByRole('heading', { name: transport, exact: true })).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: 'Idle timeout' })).toBeVisible();
  const composition = page.getByRole('table', { name: 'Parameters of compose' });
  await expect(composition.getByRole('row')).toHaveText([
    /Name/,
    /chunk\s+list .*required/,
    /every\s+whole number, 0 to 5000 .*chunks\.\s+0\s/,
    /end\s+close or hold .*open\.\s+close\s/,
  ]);
  for (const reason of Object.keys(refusals)) {
    await expect(page.getByRole('rowheader', { name: reason, exact: true })).toBeVisible();
  }
});

test('shows programs with the address of the reader’s space, and copies them so', async ({
  page,
}) => {
  await page.goto('/reference/#transport-sse');
  const example = page.locator('duplex-examples', { hasText: 'sse/clock' });
  await expect(example.getByRole('tabpanel')).toContainText(/\/s\/[\w-]{22}\/sse\/clock/);
  await expect(example.getByRole('tabpanel')).not.toContainText('your-space');
  const copied = await example.locator('[data-code]').first().getAttribute('data-code');
  expect(copied).not.toContain('your-space');
});

const programs = [
  ['sse/clock', /^\S+-\d+ \d+$/],
  ['ws/clock', /^\S+-\d+ \d+$/],
  ['long-poll/clock', /^\S+-\d+ \d+$/],
  ['/poll/clock', /^\S+-\d+ \d+$/],
  ['send/echo', /^\S+-\d+$/],
  ['compose?', /^hello$/],
  ['api/spaces/', /^freeze$/],
] as const;

for (const [address, expected] of programs) {
  test(`the browser runs the program with ${address}`, async ({ page }) => {
    await page.goto('/reference/');
    const example = page.locator('duplex-examples').filter({ hasText: address }).first();
    await example.scrollIntoViewIfNeeded();
    await example.getByRole('tab', { name: 'Browser' }).click();
    const code = example.getByRole('tabpanel').locator('pre');
    await expect(code).not.toContainText('your-space');
    const printed = page.waitForEvent('console', (message) => expected.test(message.text()));
    const program = await code.evaluate((element) =>
      [...element.querySelectorAll('.ec-line')].map((line) => line.textContent).join('\n'),
    );
    await page.evaluate((source) => {
      const script = document.createElement('script');
      script.type = 'module';
      script.textContent = source;
      document.body.append(script);
    }, program);
    await printed;
  });
}
