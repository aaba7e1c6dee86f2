/** The solution beside the reader's code: run, taken over file by file or whole, and taken back. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';
/** Marks each line of a comparison: what only one of the two has. */
const added = '.cm-merge-b .cm-changedLine';

function openSandbox(page: Page): Promise<Sandbox> {
  return Sandbox.at(page, lesson, 'Make it heal');
}

test('stands beside the reader’s code, line by line, and both can be read only', async ({
  page,
}) => {
  const sandbox = await openSandbox(page);
  await sandbox.write('// mine');
  await sandbox.button('Solution').click();
  await expect(sandbox.button('Solution')).toHaveAttribute('aria-pressed', 'true');
  const mine = sandbox.code.getByRole('textbox', { name: 'follow.ts, your code' });
  const solution = sandbox.code.getByRole('textbox', { name: 'follow.ts, solution' });
  await expect(mine).toHaveText('// mine');
  await expect(solution).toContainText('encodeURIComponent(lastEventId)');
  await expect(sandbox.code.locator(added).first()).toBeVisible();
  await expect(
    sandbox.code.getByText(/^\d+ changes?: \d+ lines added, 1 line removed\.$/),
  ).toBeVisible();

  for (const version of [mine, solution]) {
    await expect(version).toHaveAttribute('aria-readonly', 'true');
    await version.focus();
    await page.keyboard.insertText('nothing');
    await expect(version).not.toContainText('nothing');
  }
  await page.keyboard.press('Escape');
  await expect(solution).not.toBeFocused();

  await sandbox.button('Solution').click();
  await expect(sandbox.editor).toHaveText('// mine');
});

test('runs without being taken over', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write('export function follow(): void { document.body.textContent = "mine"; }');
  await sandbox.button('Solution').click();
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('1 open: 1 WebSocket');
  await sandbox.button('Solution').click();
  await sandbox.button('Run').click();
  await expect(sandbox.output).toHaveText('mine');
});

test('is taken over as a whole, run, and taken back', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write('// mine');
  await sandbox.button('Solution').click();
  await sandbox.button('Take over all files').click();
  await expect(sandbox.button('Solution')).toHaveAttribute('aria-pressed', 'false');
  await expect(sandbox.editor).toContainText('let lastEventId');
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('1 open: 1 WebSocket');

  await page.reload();
  await sandbox.open();
  await sandbox.tab('follow.ts').click();
  await expect(sandbox.editor).toContainText('let lastEventId');
  await sandbox.button('Undo taking over').click();
  await expect(sandbox.editor).toHaveText('// mine');
});

test('is taken over file by file', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.tab('tally.ts').click();
  await sandbox.write('// my tally');
  await sandbox.tab('follow.ts').click();
  await sandbox.write('// mine');
  await sandbox.button('Solution').click();
  await sandbox.tab('tally.ts').click();
  await expect(sandbox.tab('tally.ts')).toHaveAccessibleName('tally.ts differs');
  await sandbox.button('Take over tally.ts').click();
  await expect(sandbox.code.getByText('No difference in this file.')).toBeVisible();
  await expect(sandbox.tab('tally.ts')).toHaveAccessibleName('tally.ts');
  await expect(sandbox.button('Take over tally.ts')).toBeFocused();
  await expect(sandbox.button('Take over tally.ts')).toBeDisabled();

  await sandbox.button('Solution').click();
  await expect(sandbox.editor).not.toHaveText('// my tally');
  await sandbox.tab('follow.ts').click();
  await expect(sandbox.editor).toHaveText('// mine');
  await sandbox.button('Undo taking over').click();
  await sandbox.tab('tally.ts').click();
  await expect(sandbox.editor).toHaveText('// my tally');
});

test('goes from change to change without moving the page', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.button('Solution').click();
  const position = sandbox.code.getByRole('status').filter({ hasText: 'Change' });
  await expect(position).toHaveText('Change 1 of 4');
  const box = sandbox.code.locator('.cm-mergeView');
  const [scrolled, pageAt] = await Promise.all([
    box.evaluate((element) => element.scrollTop),
    page.evaluate(() => window.scrollY),
  ]);
  await sandbox.code.getByRole('button', { name: 'Next change' }).press('Enter');
  await sandbox.code.getByRole('button', { name: 'Next change' }).press('Enter');
  await expect(position).toHaveText('Change 3 of 4');
  await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(scrolled);
  await sandbox.code.getByRole('button', { name: 'Previous change' }).click();
  await expect(position).toHaveText('Change 2 of 4');
  expect(await page.evaluate(() => window.scrollY)).toBe(pageAt);
});

test('marks errors of the reader’s code in the reader’s code alone', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.tab('index.ts').click();
  await sandbox.write("throw new TypeError('here');");
  await sandbox.button('Run').click();
  const marks = sandbox.code.locator('.code-error-message').filter({ visible: true });
  await expect(marks).toHaveText('TypeError: here');
  await sandbox.button('Solution').click();
  await sandbox.tab('index.ts').click();
  await expect(sandbox.code.getByRole('textbox')).toHaveCount(2);
  await expect(marks).toHaveCount(0);
  await sandbox.console.getByRole('button', { name: 'index.ts:1' }).click();
  await expect(marks).toHaveText('TypeError: here');
  await expect(sandbox.editor).toBeFocused();
});

test('is one column where there is no room for two', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const sandbox = await openSandbox(page);
  await sandbox.button('Solution').click();
  await expect(sandbox.code.getByRole('textbox')).toHaveCount(1);
  await expect(sandbox.code.getByRole('textbox')).toHaveAccessibleName('follow.ts, both versions');
  await expect(sandbox.code.locator('.cm-deletedChunk').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await sandbox.button('Take over all files').click();
  await expect(sandbox.editor).toContainText('let lastEventId');
});
