/** The workbench without a mouse, on a narrow screen, in both themes, and when the server is away. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';
const phone = { width: 360, height: 760 };

async function openSandbox(page: Page, title = 'Two live streams'): Promise<Sandbox> {
  await page.goto(lesson);
  const sandbox = new Sandbox(page, title);
  await sandbox.open();
  return sandbox;
}

test('Tab goes through the editor until the reader types, and Escape leaves it', async ({
  page,
}) => {
  const sandbox = await openSandbox(page);
  await sandbox.tab('index.ts').focus();
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).toBeFocused();
  // A browser would show the end of the longest line.
  const scrolled = () => sandbox.code.locator('.cm-scroller').evaluate((box) => box.scrollLeft);
  await expect.poll(scrolled).toBeLessThan(10);
  await expect(sandbox.code.getByText('leaves the editor')).toBeVisible();
  await expect(sandbox.editor).toHaveAccessibleDescription(
    /Esc leaves the editor.*Tab indents once you have typed/,
  );
  await page.keyboard.press('Tab');
  await expect(sandbox.editor).not.toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await expect(sandbox.editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('x');
  await page.keyboard.press('Home');
  await page.keyboard.press('Tab');
  await expect(sandbox.editor.locator('.cm-line').first()).toHaveText(/^ {2}x/);
  await page.keyboard.press('Escape');
  await expect(sandbox.editor).not.toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(sandbox.editor).toBeFocused();
});

test('there is one text box, and one stop for each row of tabs', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await expect(sandbox.root.getByRole('textbox')).toHaveCount(1);
  await expect(sandbox.editor).toHaveAccessibleName('index.ts');
  await sandbox.tab('index.ts').focus();
  await page.keyboard.press('End');
  await expect(sandbox.tab('styles.css')).toBeFocused();
  await expect(sandbox.editor).toHaveAccessibleName('styles.css');
  await page.keyboard.press('ArrowRight');
  await expect(sandbox.tab('index.ts')).toBeFocused();
  await expect(sandbox.root.locator('[role=tab] button, [role=tab] [tabindex]')).toHaveCount(0);
});

test('keeps each file’s history while another is open', async ({ page }) => {
  const sandbox = await openSandbox(page);
  const original = await sandbox.editor.textContent();
  await sandbox.write('// mine');
  await sandbox.tab('panel.ts').click();
  await sandbox.tab('index.ts').click();
  await sandbox.editor.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(sandbox.editor).toHaveText(original ?? '');
});

test('runs from the keyboard and lists its shortcuts', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.editor.focus();
  await page.keyboard.type('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox.state).toHaveText('Running');
  await expect(sandbox.editor).toBeFocused();

  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a narrow screen has its panels as tabs', async ({ page }) => {
  await page.setViewportSize(phone);
  const sandbox = await openSandbox(page);
  await expect(sandbox.code).toBeVisible();
  await expect(sandbox.preview).toBeHidden();
  await sandbox.tab('Code').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(sandbox.tab('Faults')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(sandbox.tab('Console')).toBeFocused();
  await expect(sandbox.console).toBeVisible();
  await page.keyboard.press('Home');

  await sandbox.editor.focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox.preview).toBeVisible();
  await expect(sandbox.tab('Preview')).toBeFocused();
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(phone.width);
});

test('follows the page’s colour theme while it runs', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write("document.body.textContent = 'here';");
  await sandbox.button('Run').click();
  await expect(sandbox.output).toHaveText('here');
  const scheme = () =>
    sandbox.output.evaluate(
      (body) => getComputedStyle(body.ownerDocument.documentElement).colorScheme,
    );
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
    await expect.poll(scheme).toBe(theme);
  }
});

test('gets a new space when the server has forgotten the one it had', async ({ page, duplex }) => {
  await page.addInitScript((live) => {
    const space = { id: 'forgotten', base: `${live}/s/forgotten/` };
    if (!sessionStorage['duplex:space']) sessionStorage['duplex:space'] = JSON.stringify(space);
  }, duplex.live);
  const sandbox = await openSandbox(page);
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
});

test('says that the server is away and how to start it, and runs when it is back', async ({
  page,
}) => {
  await page.route('**/api/**', (route) => route.abort());
  const sandbox = await openSandbox(page);
  await expect(sandbox.state).toHaveText('No server');
  await expect(sandbox.preview).toContainText(
    'Start it again with npm start in the project’s folder, then press Run.',
  );
  await sandbox.write('// still editable');
  await expect(sandbox.editor).toHaveText('// still editable');
  await sandbox.button('Reset').click();
  await page.unroute('**/api/**');
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
});

test('works where the browser offers no secure context', async ({ page, duplex }) => {
  await page.goto(`${duplex.room}${lesson}`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const sandbox = new Sandbox(page, 'Two live streams');
  await sandbox.open();
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
});

// Every theme and every width, each costly state once.
for (const [theme, width] of [
  ['light', 1280],
  ['dark', phone.width],
] as const) {
  test(`is accessible to everybody: ${theme}, ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript((name) => localStorage.setItem('starlight-theme', name), theme);
    const sandbox = await openSandbox(page);
    const judge = async (state: string) => {
      const { violations } = await new AxeBuilder({ page })
        .include('duplex-sandbox[data-key="01-the-dilemma/two-streams"]')
        // What the reader's own page is like is the lesson's matter.
        .exclude('iframe')
        .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
        .analyze();
      expect(violations, state).toEqual([]);
    };
    await judge('idle');
    await sandbox.write('const price = undefined as unknown as { now: number };\nprice.now;');
    await sandbox.button('Run').click();
    await expect(sandbox.root.getByText('TypeError').first()).toBeAttached();
    await judge('failed');
    if (width === phone.width) await sandbox.tab('Console').click();
    await judge('console');
    await page.route('**/api/**', (route) => route.abort());
    await sandbox.button('Run').click();
    await expect(sandbox.state).toHaveText('No server');
    await judge('no server');
  });
}
