/** The front page proves its point: of two live streams, one comes back by itself. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';

const lane = (page: Page, name: 'sse' | 'ws') => {
  const root = page.locator(`[data-lane=${name}]`);
  return {
    root,
    status: root.getByRole('status'),
    latest: async () => Number(await root.locator('[data-part=latest]').textContent()),
    missed: async () => Number(await root.locator('[data-part=missed]').textContent()),
  };
};

test('heals Server-Sent Events after the plug was pulled, and not the WebSocket', async ({
  page,
}) => {
  await page.goto('/');
  const stream = lane(page, 'sse');
  const socket = lane(page, 'ws');
  await expect(stream.status).toHaveText('Open');
  await expect(socket.status).toHaveText('Open');
  await expect.poll(stream.latest).toBeGreaterThan(1);

  await page.getByRole('button', { name: 'Pull the plug' }).click();
  await expect(stream.status).toHaveText('The line is dead. Reconnecting…');
  await expect(socket.status).toHaveText(
    'Closed, code 1006. Nobody reconnects unless you write it.',
  );

  await expect(stream.status).toHaveText(
    /^Reconnected by itself and resumed after event \d+: nothing missed\.$/,
    { timeout: 15_000 },
  );
  await expect.poll(socket.missed).toBeGreaterThan(3);
  expect(await stream.missed()).toBe(0);
  await expect(socket.status).toHaveText(
    'Closed, code 1006. Nobody reconnects unless you write it.',
  );

  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(socket.status).toHaveText('Open');
  await expect(stream.status).toHaveText('Open');
});

test('moves nothing but the marks', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/');
  const stream = lane(page, 'sse');
  await expect.poll(stream.latest).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Pull the plug' }).click();
  // Two digits where there was one, longer sentences in the statuses, marks in both strips.
  await expect.poll(stream.latest, { timeout: 15_000 }).toBeGreaterThan(11);
  expect(await page.evaluate(() => (window as Window & { shifts?: number[] }).shifts)).toEqual([]);
});

test('shows numbers alone to readers who want no motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    Element.prototype.animate = () => {
      throw new Error('Something moves.');
    };
  });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto('/');
  await expect.poll(lane(page, 'sse').latest).toBeGreaterThan(2);
  await expect.poll(lane(page, 'ws').latest).toBeGreaterThan(2);
  expect(errors).toEqual([]);
});

test('says how to start the server when none answers, and goes on when it is back', async ({
  page,
}) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('No live server answers this page.')).toContainText('npm start');
  await expect(lane(page, 'sse').status).toHaveText('No server');
  const claim = page.getByText(
    'Both lines below are live, from the server that sent you this page.',
  );
  await expect(claim).toBeHidden();
  await page.unroute('**/api/**');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(lane(page, 'ws').status).toHaveText('Open');
  await expect(page.getByText('No live server answers this page.')).toBeHidden();
  await expect(claim).toBeVisible();
});

test('has three doors that lead somewhere', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Decide in one minute' }).click();
  await expect(page.getByRole('heading', { name: 'Decide in one minute' })).toBeInViewport();
  await page.getByRole('link', { name: 'Run a workshop' }).click();
  await expect(page.getByRole('heading', { name: 'Run a workshop' })).toBeInViewport();
  await page.getByRole('link', { name: 'Read the lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons');
});
