/** The page of claims, and every experiment of it in a real browser: judged by thresholds and ratios, never by absolute times. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { experimentNames } from '../../src/claims/experiment-names.ts';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

// Some experiments wait for what takes seconds by design, so the workers share them.
test.describe.configure({ mode: 'parallel' });

const experimentOf = (page: Page, name: string): Locator => page.locator(`#experiment-${name}`);
const statusOf = (experiment: Locator): Locator => experiment.getByRole('status');
const run = (experiment: Locator) =>
  experiment.getByRole('button', { name: 'Run the experiment' }).click();

async function openConnections(page: Page, site: string): Promise<number> {
  const text = await (await page.request.get(`${site}/metrics`)).text();
  const counts = text.matchAll(/^duplex_connections_open\{[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

for (const name of experimentNames) {
  test(`the experiment ${name} agrees with its claims, and leaves nothing open`, async ({
    page,
    duplex,
  }) => {
    test.slow();
    await page.goto('/claims/');
    const experiment = experimentOf(page, name);
    await run(experiment);
    await expect(experiment).toHaveAttribute('data-outcome', 'agrees', { timeout: 90_000 });
    await expect(experiment).toHaveAttribute('data-state', 'idle');

    const yours = experiment.locator('.yours');
    await expect(yours.locator('.reading')).toHaveCount(await yours.count());
    await expect(experiment).toContainText(
      /Measured in this browser on \d+ \w+ \d{4} at \d\d:\d\d/,
    );
    await expect.poll(() => openConnections(page, duplex.site)).toBe(0);

    const finding = await statusOf(experiment).textContent();
    await page.reload();
    await expect(statusOf(experiment)).toHaveText(finding ?? '');
    await expect(yours.locator('.reading')).toHaveCount(await yours.count());
  });
}

test('an experiment can be stopped, and leaves nothing open', async ({ page, duplex }) => {
  await page.goto('/claims/');
  const experiment = experimentOf(page, 'six-connections');
  await run(experiment);
  await expect.poll(() => openConnections(page, duplex.site)).toBeGreaterThan(5);
  const stop = experiment.getByRole('button', { name: 'Stop it' });
  await expect(stop).toBeFocused();
  await stop.press('Enter');
  await expect(statusOf(experiment)).toHaveText('Stopped.');
  await expect(experiment.getByRole('button', { name: 'Run the experiment' })).toBeFocused();
  await expect.poll(() => openConnections(page, duplex.site)).toBe(0);
  await expect(experiment).not.toHaveAttribute('data-outcome');
});

test('says what else holds connections, and keeps no reading that it disturbed', async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  await other.goto('/lessons/');
  await other.evaluate(async () => {
    const answer = await fetch('/api/spaces', { method: 'POST' });
    const { base } = (await answer.json()) as { base: string };
    const source = new EventSource(`${base}sse/clock`);
    await new Promise((resolve) => source.addEventListener('open', resolve));
  });
  await page.goto('/claims/');
  const experiment = experimentOf(page, 'six-connections');
  await run(experiment);
  await expect(statusOf(experiment)).toHaveText(/^Only 5 opened, because this browser has other/, {
    timeout: 30_000,
  });
  await expect(experiment.locator('.reading')).toHaveCount(0);
  await page.reload();
  await expect(experiment.locator('.reading')).toHaveCount(0);
});

test('an experiment runs in a room, where there is no secure context', async ({ page, duplex }) => {
  await page.goto(`${duplex.room}/claims/`);
  const experiment = experimentOf(page, 'envelope-size');
  await run(experiment);
  await expect(experiment).toHaveAttribute('data-outcome', 'agrees', { timeout: 30_000 });
});

test('says what to do when the live server does not answer', async ({ page }) => {
  await page.goto('/claims/');
  await page.route('**/api/spaces', (route) => route.abort());
  const experiment = experimentOf(page, 'six-connections');
  await run(experiment);
  await expect(statusOf(experiment)).toHaveText(
    /^The live server does not answer\. Start it again with/,
  );
});

test('shows the claims of one verdict, and the one that a link leads to', async ({ page }) => {
  await page.goto('/claims/');
  const shown = page.locator('.claim:visible');
  const all = await shown.count();
  await page.getByRole('radio', { name: /^Does not hold/ }).check();
  await expect(page.locator('.claim:visible:not([data-verdict="does-not-hold"])')).toHaveCount(0);
  const some = await shown.count();
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  await expect(page.locator('[data-part="shown"]')).toHaveText(
    `${some} of ${all} claims are shown.`,
  );

  await page.evaluate(() => {
    location.hash = '#event-source-reconnects';
  });
  const claim = page.locator('.claim', { has: page.locator('#event-source-reconnects') });
  await expect(claim).toBeInViewport();
  await expect(page.getByRole('radio', { name: /^All/ })).toBeChecked();
  await expect(claim).toContainText('Needs nuance');
  await expect(claim.getByRole('link', { name: 'HTML standard, section 9.2.3' })).toHaveAttribute(
    'href',
    /^https:\/\/html\.spec\.whatwg\.org\//,
  );
});

test('a claim leads to its experiment and to the lessons that rest on it', async ({ page }) => {
  await page.goto('/claims/#event-source-reconnects');
  const claim = page.locator('.claim', { has: page.locator('#event-source-reconnects') });
  await claim.getByRole('link', { name: /^Run it: / }).click();
  await expect(experimentOf(page, 'event-source-errors')).toBeInViewport();
  await claim.getByRole('link', { name: /^Lesson 1, / }).click();
  await expect(page).toHaveURL(/\/lessons\/the-dilemma\/$/);
});

test('is found by the search, down to the claim', async ({ page }) => {
  await page.goto('/claims/');
  // Enabled once it listens for the keys.
  await expect(page.getByRole('button', { name: 'Search the lessons' })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Search the lessons' });
  await dialog.getByRole('textbox').fill('fields for events, data');
  await dialog.getByRole('link', { name: /An event stream is made of/ }).click();
  await expect(page).toHaveURL(/\/claims\/#event-stream-fields$/);
});

test('an experiment of a lesson stops the sandbox that runs, and the other way round', async ({
  page,
}) => {
  await page.goto('/lessons/reconnection/');
  const sandbox = new Sandbox(page, 'One EventSource and its answers');
  await sandbox.open();
  await sandbox.button('Run').click();
  await expect(sandbox.counter).toContainText('1 open');
  const experiment = page.locator('duplex-experiment').first();
  await run(experiment);
  await expect(sandbox.counter).toContainText('0 open');
  await sandbox.button('Run').click();
  await expect(statusOf(experiment)).toHaveText('Stopped, because a sandbox of this page runs.');
});

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`is accessible to everybody: ${theme}, ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript((name) => localStorage.setItem('starlight-theme', name), theme);
    await page.goto('/claims/');
    await run(experimentOf(page, 'frame-header'));
    await expect(experimentOf(page, 'frame-header')).toHaveAttribute('data-outcome', 'agrees');
    const { violations } = await new AxeBuilder({ page })
      .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
      .analyze();
    expect(
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)),
    ).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      'nothing is wider than the screen',
    ).toBe(true);
  });
}
