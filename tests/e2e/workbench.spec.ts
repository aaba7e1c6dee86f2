/** The workbench: a reader edits, runs, stops, resets, compares with the solution, and loses nothing. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';

async function openSandbox(page: Page, title = 'Two live streams'): Promise<Sandbox> {
  if (!page.url().includes(lesson)) await page.goto(lesson);
  const sandbox = new Sandbox(page, title);
  await sandbox.open();
  return sandbox;
}

test('shows the code at once, and nothing moves when the editor takes its place', async ({
  page,
}) => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route(/\/mount\.[^/]+\.js$/, async (route) => {
    ask();
    await allowed;
    await route.continue();
  });
  await page.addInitScript(() => {
    interface Source {
      previousRect: DOMRect;
      currentRect: DOMRect;
    }
    const shifts: unknown[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { sources } = entry as PerformanceEntry & { sources: readonly Source[] };
        const place = ({ x, y, width, height }: DOMRect) => `${width} x ${height} at ${x}, ${y}`;
        const moved = sources.map(
          ({ previousRect, currentRect }) => `${place(previousRect)} to ${place(currentRect)}`,
        );
        shifts.push({ after: Math.round(entry.startTime), moved });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(lesson);
  const sandbox = new Sandbox(page, 'Two live streams');
  await sandbox.scrollTo();
  await asked;
  const word = sandbox.code.getByText('EventSource', { exact: true }).first();
  await expect(word).toBeVisible();
  await expect(sandbox.button('Run')).toBeDisabled();
  const before = [await sandbox.root.boundingBox(), await word.boundingBox()];

  allow();
  await sandbox.open();
  const after = [await sandbox.root.boundingBox(), await word.boundingBox()];
  expect(after).toEqual(before);
  expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual(
    [],
  );
});

test('runs when asked, counts what is open, and closes it all on Stop', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await expect(sandbox.state).toHaveText('Idle');
  await expect(sandbox.counter).toHaveText('0 open');

  await sandbox.button('Run').click();
  await expect(sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
  await expect(sandbox.state).toHaveText('Running');
  await expect(
    sandbox.root.page().getByRole('status').filter({ hasText: 'Running.' }),
  ).toBeAttached();

  await sandbox.button('Stop').click();
  await expect(sandbox.state).toHaveText('Stopped');
  await expect(sandbox.counter).toHaveText('0 open');
  await expect(sandbox.button('Stop')).toBeDisabled();
});

test('fetches its panels again, where they could not be fetched', async ({ page }) => {
  const panel = /\/FaultsPanel\.[^/]+\.js$/;
  await page.route(panel, (route) => route.abort());
  const sandbox = await openSandbox(page);
  await sandbox.tab('Faults').click();
  await expect(sandbox.faults).toContainText('This panel could not be fetched.');
  await page.unroute(panel);
  await sandbox.button('Try again').click();
  await expect(sandbox.tab('Faults')).toBeFocused();
  await expect(sandbox.faults.getByRole('status')).toHaveText('All faults are off.');
});

test('runs one sandbox at a time', async ({ page }) => {
  const streams = await openSandbox(page);
  await streams.button('Run').click();
  await expect(streams.state).toHaveText('Running');
  const heal = await openSandbox(page, 'Make it heal');
  await heal.button('Run').click();
  await expect(heal.state).toHaveText('Running');
  await expect(streams.state).toHaveText('Stopped');
});

test('runs what was edited, and shows what it logs and shows', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write(
    "document.body.textContent = 'edited ' + (1 + 1);\nfor (const _ of [1, 2, 3]) console.log('again');\nconsole.warn({ deep: [1, { at: new Date(0) }] }, undefined);",
  );
  await sandbox.button('Run').click();
  await expect(sandbox.output).toHaveText('edited 2');
  await expect(sandbox.console.getByText('again')).toHaveCount(1);
  await expect(sandbox.console.getByText('3 times')).toBeVisible();
  const object = sandbox.console.getByText('{deep: [1, {at: 1970-01-01T00:00:00.000Z}]}');
  await object.click();
  await expect(
    sandbox.console.getByText('deep: [1, {at: 1970-01-01T00:00:00.000Z}]').last(),
  ).toBeVisible();
  await expect(sandbox.console.getByText('undefined')).toBeVisible();

  await sandbox.write('document.body.textContent = "once more";');
  await sandbox.button('Run').click();
  await expect(sandbox.output).toHaveText('once more');
  await expect(sandbox.console.getByText('again')).toHaveCount(0);
});

test('marks an error on its line until the line is edited', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write(
    'const price = undefined as unknown as { now: number };\n\nconsole.log(price.now);',
  );
  await sandbox.button('Run').click();
  const text = "TypeError: Cannot read properties of undefined (reading 'now')";
  const mark = sandbox.editor.locator('.code-error-message');
  await expect(mark).toHaveText(text);
  await expect(
    page.getByRole('status').filter({ hasText: `Error in index.ts, line 3: ${text}` }),
  ).toBeAttached();

  await sandbox.tab('panel.ts').click();
  await sandbox.console.getByRole('button', { name: 'index.ts:3' }).click();
  await expect(sandbox.editor).toBeFocused();
  await expect(sandbox.editor.locator('.cm-activeLine')).toContainText('console.log(price.now);');
  await page.keyboard.insertText(' ');
  await expect(mark).toHaveCount(0);
});

test('does not start what cannot be parsed, and says where it stops', async ({ page }) => {
  const sandbox = await openSandbox(page);
  await sandbox.write('const whole = 1;\nconst half = ;');
  await sandbox.button('Run').click();
  await expect(sandbox.state).toHaveText('Failed');
  await expect(sandbox.console.getByRole('button', { name: 'index.ts:2' })).toBeVisible();
  await expect(sandbox.editor.locator('.code-error-message')).toHaveCount(1);
});

test('resets, takes a reset back, and keeps edits across pages', async ({ page }) => {
  const sandbox = await openSandbox(page);
  const original = await sandbox.editor.textContent();
  await sandbox.write('// mine');
  await sandbox.button('Reset').click();
  await expect(sandbox.editor).toHaveText(original ?? '');
  await sandbox.button('Undo reset').click();
  await expect(sandbox.editor).toHaveText('// mine');
  await expect(sandbox.button('Undo reset')).toHaveCount(0);

  await page.reload();
  await sandbox.open();
  await expect(sandbox.editor).toHaveText('// mine');
  await expect(sandbox.tab('index.ts')).toHaveAccessibleName('index.ts edited');
  await sandbox.button('Reset').click();
  await page.reload();
  await sandbox.open();
  await expect(sandbox.editor).toHaveText(original ?? '');
});
