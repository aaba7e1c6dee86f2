/** The plain text box: chosen once for all sandboxes, with the editor's keys, and errors as text. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';

async function openPlain(page: Page): Promise<Sandbox> {
  const sandbox = await Sandbox.at(page, lesson, 'Two live streams');
  await sandbox.button('Plain text').click();
  await expect(sandbox.code.locator('textarea')).toBeVisible();
  return sandbox;
}

test('is one text box with a label, in all sandboxes and on later visits', async ({ page }) => {
  const sandbox = await openPlain(page);
  await expect(sandbox.button('Plain text')).toHaveAttribute('aria-pressed', 'true');
  await expect(sandbox.root.getByRole('textbox')).toHaveCount(1);
  await expect(sandbox.editor).toHaveAccessibleName('index.ts');
  await expect(sandbox.editor).toHaveValue(/new EventSource/);
  await sandbox.tab('panel.ts').click();
  await expect(sandbox.editor).toHaveAccessibleName('panel.ts');

  const other = new Sandbox(page, 'Make it heal');
  await other.open();
  await expect(other.code.locator('textarea')).toBeVisible();
  await page.reload();
  await sandbox.open();
  await expect(sandbox.code.locator('textarea')).toBeVisible();
  await sandbox.button('Plain text').click();
  await expect(sandbox.code.locator('.cm-content')).toBeVisible();
  await expect(sandbox.code.locator('textarea')).toHaveCount(0);
});

test('edits, keeps, runs, and goes back', async ({ page }) => {
  const sandbox = await openPlain(page);
  await sandbox.write("document.body.textContent = 'plain';");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox.output).toHaveText('plain');
  await expect(sandbox.editor).toBeFocused();
  await page.reload();
  await sandbox.open();
  await expect(sandbox.editor).toHaveValue("document.body.textContent = 'plain';");
  await sandbox.button('Reset').click();
  await expect(sandbox.editor).toHaveValue(/new EventSource/);
  await sandbox.button('Undo reset').click();
  await expect(sandbox.editor).toHaveValue("document.body.textContent = 'plain';");
});

test('Tab goes through it until the reader types, then indents; Escape leaves', async ({
  page,
}) => {
  const sandbox = await openPlain(page);
  await sandbox.tab('index.ts').focus();
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).toBeFocused();
  await expect(sandbox.editor).toHaveAccessibleDescription(/Esc leaves the editor/);
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(sandbox.editor).toBeFocused();

  await sandbox.write('one\ntwo');
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).toHaveValue('one\n  two');
  await expect(sandbox.code).toContainText('Line 2, column 6');
  await page.keyboard.press('Shift+Tab');
  await expect(sandbox.editor).toHaveValue('one\ntwo');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(sandbox.editor).toHaveValue('one\n  two');
  await page.keyboard.press('Escape');
  await expect(sandbox.editor).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(sandbox.editor).toBeFocused();
});

test('tells errors as text, with line and column, and leads there', async ({ page }) => {
  const sandbox = await openPlain(page);
  await sandbox.write(
    'const price = undefined as unknown as { now: number };\n\nconsole.log(price.now);',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  const errors = sandbox.code.getByRole('list');
  await expect(errors).toHaveText(
    "Line 3, column 19: TypeError: Cannot read properties of undefined (reading 'now')",
  );
  await expect(sandbox.editor).toHaveAttribute('aria-invalid', 'true');
  await expect(sandbox.editor).toHaveAccessibleDescription(/Line 3, column 19 ?: TypeError/);
  await errors.getByRole('button', { name: 'Line 3, column 19' }).click();
  await expect(sandbox.editor).toBeFocused();
  await expect(sandbox.code.locator('.plain-position')).toHaveText('Line 3, column 19');

  await sandbox.tab('panel.ts').click();
  await sandbox.console.getByRole('button', { name: 'index.ts:3' }).click();
  await expect(sandbox.editor).toBeFocused();
  await page.keyboard.type('x');
  await expect(errors).toHaveCount(0);
});

test('reads the solution as one text that says what comes and what goes', async ({ page }) => {
  await page.goto(lesson);
  const sandbox = new Sandbox(page, 'Make it heal');
  await sandbox.open();
  await sandbox.button('Plain text').click();
  await sandbox.write('// mine\n');
  await sandbox.button('Solution').click();
  const both = sandbox.code.getByRole('group', { name: 'follow.ts, both versions' });
  await expect(both).toContainText('Removed: // mine');
  await expect(both).toContainText("Added:   let lastEventId = '';");
  await expect(sandbox.code.getByRole('textbox')).toHaveCount(0);
  await sandbox.button('Take over follow.ts').click();
  await sandbox.button('Solution').click();
  await expect(sandbox.editor).toHaveValue(/let lastEventId/);
});

test('shows the code while its text box cannot be fetched', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('duplex:editing', 'plain'));
  await page.route(/\/PlainEditor\.[^/]+\.js$/, (route) => route.abort());
  const sandbox = await Sandbox.at(page, lesson, 'Two live streams');
  await expect(sandbox.code).toContainText('could not be fetched');
  await expect(sandbox.code.locator('.code-static').first()).toContainText('new EventSource');
  await sandbox.button('Plain text').click();
  await expect(sandbox.code.locator('.cm-content')).toBeVisible();
});
