/** Readers divide a sandbox's room by mouse, touch and keyboard, fill the screen with it, and keep their focus. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';

function openSandbox(page: Page): Promise<Sandbox> {
  return Sandbox.at(page, lesson, 'Two live streams');
}

async function boxOf(
  locator: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not there to be measured.`);
  return box;
}

const separator = (sandbox: Sandbox, name: string) => sandbox.root.getByRole('separator', { name });

test('the mouse moves the line between code and preview, over the preview too', async ({
  page,
}) => {
  const sandbox = await openSandbox(page);
  await sandbox.button('Run').click();
  await expect(sandbox.state).toHaveText('Running');
  const line = separator(sandbox, 'Width of the code');
  const before = await boxOf(sandbox.code);
  const { x, y, width } = await boxOf(line);
  await page.mouse.move(x + width / 2, y + 200);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 200, { steps: 4 });
  await page.mouse.move(x + width / 2 + 120, y + 200, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(async () => (await boxOf(sandbox.code)).width - before.width)
    .toBeCloseTo(120, -1);

  // Let go is let go.
  await page.mouse.move(x - 200, y + 200);
  await expect
    .poll(async () => (await boxOf(sandbox.code)).width - before.width)
    .toBeCloseTo(120, -1);
  await line.dblclick();
  await expect.poll(async () => (await boxOf(sandbox.code)).width).toBeCloseTo(before.width, 0);
});

test('the keyboard moves both lines, as far as they go and back', async ({ page }) => {
  const sandbox = await openSandbox(page);
  const width = separator(sandbox, 'Width of the code');
  await expect(width).toHaveAttribute('aria-orientation', 'vertical');
  await expect(width).toHaveAttribute('aria-valuenow', '57');
  await width.press('ArrowLeft');
  await expect(width).toHaveAttribute('aria-valuetext', '53 percent');
  await width.press('End');
  await expect(width).toHaveAttribute('aria-valuenow', '80');
  const { width: code } = await boxOf(sandbox.code);
  expect(code / (await boxOf(sandbox.root)).width).toBeCloseTo(0.8, 1);
  await width.press('Home');
  await expect(width).toHaveAttribute('aria-valuenow', '20');
  await width.press('Enter');
  await expect(width).toHaveAttribute('aria-valuenow', '57');

  const height = separator(sandbox, 'Height of the lower panel');
  await expect(height).toHaveAttribute('aria-orientation', 'horizontal');
  const whole = (await boxOf(sandbox.root)).height;
  const usual = Number(await height.getAttribute('aria-valuenow'));
  await height.press('ArrowUp');
  await expect(height).toHaveAttribute('aria-valuenow', String(usual + 24));
  await height.press('End');
  await expect.poll(async () => (await boxOf(sandbox.code)).height).toBeCloseTo(160, -1);
  await height.press('Home');
  await expect(height).toHaveAttribute('aria-valuenow', '96');
  expect((await boxOf(sandbox.root)).height).toBe(whole);
});

test('what the reader chose holds for all sandboxes, and nothing moves when the editor arrives', async ({
  page,
}) => {
  const chosen = await openSandbox(page);
  await separator(chosen, 'Width of the code').press('Home');
  await separator(chosen, 'Height of the lower panel').press('ArrowUp');
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route(/\/mount\.[^/]+\.js$/, async (route) => {
    ask();
    await allowed;
    await route.continue();
  });
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      sources: { node: Node | null }[];
    }
    const shifts: (string | null)[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries() as Shift[]) {
        const inside = sources.filter(({ node }) => node?.parentElement?.closest('duplex-sandbox'));
        shifts.push(...inside.map(({ node }) => node?.textContent ?? null));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload();
  const other = new Sandbox(page, 'Make it heal');
  await other.scrollTo();
  await asked;
  const before = [await boxOf(other.root), await boxOf(other.code), await boxOf(other.console)];
  expect((before[1]?.width ?? 0) / (before[0]?.width ?? 1)).toBeCloseTo(0.2, 1);
  allow();
  await other.open();
  await expect(separator(other, 'Width of the code')).toHaveAttribute('aria-valuenow', '20');
  expect([await boxOf(other.root), await boxOf(other.code), await boxOf(other.console)]).toEqual(
    before,
  );
  expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual(
    [],
  );
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });

  test('a finger moves the lower panel', async ({ page }) => {
    const sandbox = await openSandbox(page);
    const line = separator(sandbox, 'Height of the lower panel');
    await line.scrollIntoViewIfNeeded();
    const before = await boxOf(sandbox.console);
    const { x, y, width, height } = await boxOf(line);
    const touch = await page.context().newCDPSession(page);
    const at = (down: number) => [{ x: x + width / 3, y: y + height / 2 + down }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (const down of [-20, -40, -60]) {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(down) });
    }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect
      .poll(async () => (await boxOf(sandbox.console)).height - before.height)
      .toBeGreaterThan(40);
  });
});

for (const way of ['screen', 'window'] as const) {
  test(`fills the ${way} and comes back, with the focus where it was`, async ({ page }) => {
    if (way === 'window') {
      await page.addInitScript(() =>
        Object.defineProperty(Document.prototype, 'fullscreenEnabled', { value: false }),
      );
    }
    const sandbox = await openSandbox(page);
    const scrolled = await page.evaluate(() => window.scrollY);
    await sandbox.write('// mine');
    await sandbox.button('Full screen').click();
    await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('duplex-sandbox[data-full]')).toHaveAttribute('data-full', way);
    await expect(sandbox.button('Full screen')).toBeFocused();
    const size = page.viewportSize();
    await expect.poll(() => boxOf(sandbox.root)).toEqual({ x: 0, y: 0, ...size });
    await expect(sandbox.console).toBeInViewport();
    const isReachable = () =>
      page.locator('h1').evaluate((heading) => heading.closest('[inert]') === null);
    expect(await isReachable()).toBe(false);

    await sandbox.button('Run').click();
    await expect(sandbox.state).toHaveText('Running');
    await sandbox.editor.focus();
    await expect(sandbox.editor).toHaveAccessibleDescription(/Esc leaves full screen/);
    await page.keyboard.press('Escape');
    await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'false');
    await expect(page.locator('duplex-sandbox[data-full]')).toHaveCount(0);
    await expect(sandbox.editor).toBeFocused();
    await expect(sandbox.editor).toHaveText('// mine');
    await expect(sandbox.state).toHaveText('Running');
    expect(await page.evaluate(() => window.scrollY)).toBe(scrolled);
    expect(await isReachable()).toBe(true);
  });
}

test('F fills the screen where it is not text, and ? lists it', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write('');
  await page.keyboard.type('f');
  await expect(sandbox.editor).toHaveText('f');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toContainText('full screen, and back');
  // Escape has one meaning at a time.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('f');
  await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'false');
});

test('a narrow screen is filled by one panel', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const sandbox = await openSandbox(page);
  await expect(separator(sandbox, 'Width of the code')).toBeHidden();
  await sandbox.button('Full screen').click();
  for (const panel of ['Code', 'Preview', 'Console', 'Wire', 'Faults'] as const) {
    await sandbox.tab(panel).click();
    const { y, height } = await boxOf(
      sandbox.root.getByRole('region', { name: panel, exact: true }),
    );
    expect(y + height, panel).toBeCloseTo(844, 0);
  }
});

test('a dialogue of the reader’s code does not take the focus away', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write(
    "document.body.innerHTML = '<dialog><button>Close</button></dialog>';\ndocument.querySelector('dialog')!.showModal();",
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(sandbox.output.getByRole('button', { name: 'Close' })).toBeVisible();
  const told = 'The code has opened a dialogue in the preview. The focus stays where it was.';
  await expect(sandbox.preview.getByText(told)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: told })).toBeAttached();
  await expect(sandbox.editor).toBeFocused();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' // still here');
  await expect(sandbox.editor).toContainText('// still here');
  await sandbox.output.getByRole('button', { name: 'Close' }).click();
  await expect(sandbox.editor).not.toBeFocused();
});
