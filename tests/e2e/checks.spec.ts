/** The Checks panel: a reader's code is judged by what it does, and the reader is told. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

// A check that fails has waited for what never came.
test.describe.configure({ mode: 'parallel', timeout: 120_000 });

const done = { timeout: 90_000 };

async function openExercise(page: Page): Promise<Sandbox> {
  return Sandbox.at(page, '/lessons/the-dilemma/', 'Make it heal');
}

const panel = (sandbox: Sandbox) => sandbox.checks.locator('.checks');
const results = (sandbox: Sandbox) => sandbox.checks.locator('.checks-list > li');

/** Nothing in the panel keeps anybody out. */
async function judgeAccess(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('duplex-sandbox:has(.checks)')
    .exclude('iframe')
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  expect(violations).toEqual([]);
}

test('lists what the code must do, fails at the first thing that it does not, and shows it on the wire', async ({
  page,
}) => {
  const sandbox = await openExercise(page);
  await sandbox.tab('Checks').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'idle');
  await expect(results(sandbox).first()).toHaveText(/comes back by itself after a cut/);
  await expect(results(sandbox).first()).toHaveAttribute('data-state', 'waiting');

  await sandbox.editor.focus();
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(results(sandbox).first()).toHaveAttribute('data-state', 'running');
  await expect(results(sandbox).first()).toContainText('Waiting for another WebSocket', done);
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'failed', done);
  const [first, second] = [results(sandbox).nth(0), results(sandbox).nth(1)];
  await expect(first).toHaveAttribute('data-state', 'failed');
  await expect(first).toContainText('another WebSocket that opens within');
  await expect(first).toContainText('reset by the server');
  await expect(second).toHaveAttribute('data-state', 'not-reached');
  await expect(sandbox.checks.getByRole('status')).toHaveText(/^0 of \d passed\. \d not reached/);
  await expect(sandbox.root.locator('.sandbox-faults')).toHaveCount(0);

  await judgeAccess(page);

  await first.getByRole('button', { name: /server RST/ }).focus();
  await page.keyboard.press('Enter');
  await expect(sandbox.wire.getByRole('region', { name: /^Record / })).toContainText('RST');
  await expect(sandbox.wire.getByRole('listbox', { name: 'Records' })).toBeFocused();
  await expect(sandbox.wire.getByRole('option', { selected: true })).toBeInViewport({ ratio: 0.9 });
});

test('passes code that does what it must, tells the page, and remembers what it judged', async ({
  page,
}) => {
  const sandbox = await openExercise(page);
  const passed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.addEventListener('duplex:exercise-passed', (event) =>
          resolve((event as CustomEvent<{ key: string }>).detail.key),
        );
      }),
  );
  await sandbox.button('Solution').click();
  await sandbox.button('Check').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'passed', done);
  await expect(sandbox.checks.getByRole('status')).toHaveText(
    /^The solution passes: all \d checks\. Your own code has not been checked: leave Solution/,
  );
  const next = sandbox.checks.getByRole('link');
  await expect(next).toHaveCount(0);

  await sandbox.root.getByRole('button', { name: 'Take over all files' }).click();
  await sandbox.button('Check').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'running');
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'passed', done);
  const title = await page.locator('a[rel=next] .link-title').textContent();
  const status = sandbox.checks.getByRole('status');
  await expect(status).toHaveText(/^Passed: all \d checks\. Next lesson: .+\.$/);
  await expect(status).toContainText(`Next lesson: ${title}.`);
  expect(await passed).toBe('01-the-dilemma/heal');
  await expect(next).toHaveText(`Next lesson: ${title}`);
  await judgeAccess(page);

  await page.reload();
  await sandbox.open();
  await sandbox.tab('Checks').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'passed');
  await expect(panel(sandbox)).toHaveAttribute('data-stale', 'false');
  // Right behind the tabs: whoever comes from the result with the keyboard is there at once.
  await page.keyboard.press('Tab');
  await expect(next).toBeFocused();
  await sandbox.tab('Code').or(sandbox.editor).first().click();
  await page.keyboard.type(' ');
  await expect(panel(sandbox)).toHaveAttribute('data-stale', 'true');
  await expect(sandbox.checks).toContainText('That was other code than you see');
});

/** As the panel keeps it. */
async function solve(page: Page, key: string): Promise<void> {
  const words = await page
    .locator(`duplex-sandbox[data-key="${key}"] > script`)
    .evaluate((script) => (JSON.parse(script.textContent) as { checks: string[] }).checks);
  const results = words.map((one) => ({ words: one, state: 'passed' }));
  await page.evaluate(
    ([name, verdict]) => localStorage.setItem(`duplex:checks:${name}`, verdict ?? ''),
    [key, JSON.stringify({ state: 'passed', results })],
  );
}

test('leads from a solved exercise to what is next on the page, also out of full screen', async ({
  page,
}) => {
  await page.goto('/lessons/the-dilemma/');
  await solve(page, '01-the-dilemma/heal');
  // As in a lesson that goes on behind its exercise.
  await page.evaluate(() => {
    const [first, exercise] = document.querySelectorAll('duplex-sandbox');
    if (first) exercise?.after(first);
  });
  const sandbox = new Sandbox(page, 'Make it heal');
  await sandbox.open();
  await sandbox.tab('Checks').click();
  await sandbox.button('Full screen').click();
  await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'true');
  await sandbox.checks.getByRole('link', { name: 'Next on this page: Two live streams' }).click();

  const next = new Sandbox(page, 'Two live streams');
  await expect(next.button('Run')).toBeInViewport();
  await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Tab');
  await expect(next.root.locator(':focus')).toHaveCount(1);
});

test('ends when the reader stops, runs or edits the code', async ({ page }) => {
  const sandbox = await openExercise(page);
  const begin = async () => {
    await sandbox.button('Check').click();
    await expect(panel(sandbox)).toHaveAttribute('data-state', 'running');
    await expect(sandbox.state).toHaveText('Running');
  };
  await begin();
  await sandbox.button('Stop').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'cancelled');
  await expect(sandbox.checks.getByRole('status')).toHaveText(/^The run was stopped\./);

  await begin();
  await sandbox.button('Run').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'cancelled');
  await expect(sandbox.checks.getByRole('status')).toHaveText(/^The code was run by hand\./);
  await expect(sandbox.state).toHaveText('Running');
  await expect(sandbox.counter).toContainText('1 open');
  await sandbox.button('Stop').click();
  await expect(sandbox.state).toHaveText('Stopped');

  await begin();
  await sandbox.editor.focus();
  await page.keyboard.type(' ');
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'cancelled');
  await expect(sandbox.checks.getByRole('status')).toHaveText(/^The code has changed\./);
  await expect(sandbox.state).toHaveText('Stopped');
});

test('says that the live server does not answer', async ({ page, context }) => {
  const sandbox = await openExercise(page);
  await sandbox.button('Check').click();
  await expect(sandbox.state).toHaveText('Running');
  await sandbox.button('Stop').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'cancelled');
  await context.setOffline(true);
  await sandbox.button('Check').click();
  await expect(panel(sandbox)).toHaveAttribute('data-state', 'away');
  await expect(sandbox.checks).toContainText('The live server does not answer.');
  await context.setOffline(false);
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 800 } });

  test('the button is there, and brings the checks to the front', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('starlight-theme', 'dark'));
    const sandbox = await openExercise(page);
    await sandbox.button('Check').click();
    await expect(results(sandbox).first()).toBeVisible();
    await expect(sandbox.tab('Checks').first()).toBeInViewport({ ratio: 0.99 });
    await expect(results(sandbox).first()).toHaveAttribute('data-state', 'running');
    await judgeAccess(page);
    await sandbox.button('Stop').click();
    await expect(panel(sandbox)).toHaveAttribute('data-state', 'cancelled');
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
});

test('answers a prediction by what the reader’s own run shows', async ({ page }) => {
  const path = '/lessons/the-event-stream-format/';
  const sandbox = await Sandbox.at(page, path, 'A parser for event streams');
  const predict = page.locator('duplex-predict').filter({ hasText: 'You run the starting code' });
  await predict.getByRole('radio', { name: /^Every price, with its type/ }).check();
  await expect(predict.getByRole('status')).toHaveText(
    'Your prediction: Every price, with its type and its id.',
  );
  const shown = `Your prediction: Every price, with its type and its id. Your run showed: Nothing at all.`;
  // A run that began before anybody watched is no answer.
  await expect(async () => {
    await sandbox.button('Run').click();
    await expect(predict.getByRole('status')).toHaveText(shown);
  }).toPass({ timeout: 60_000 });
  await predict.getByRole('button', { name: 'What should I have seen?' }).click();
  await expect(predict.locator('.outcome')).toBeVisible();

  await page.reload();
  await expect(predict.getByRole('status')).toHaveText(shown);
});
