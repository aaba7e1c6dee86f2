/** What the site remembers of its reader, and gives back as a file. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';

const resume = (page: Page) => page.getByRole('main').locator('duplex-resume');

async function readUpTo(page: Page, heading: Locator): Promise<void> {
  const scrolled = page.evaluate(
    () => new Promise((resolve) => document.addEventListener('scrollend', resolve, { once: true })),
  );
  await heading.evaluate((element) =>
    element.scrollIntoView({ block: 'start', behavior: 'instant' }),
  );
  await scrolled;
}

/** Exports by the button; gives the file's path. */
async function exported(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  return (await download).path();
}

test('leads back to the heading where the reader was', async ({ page }) => {
  await page.goto('/');
  await expect(resume(page).getByRole('link')).toHaveText('Start with the first lesson');

  await page.goto('/lessons/the-dilemma/');
  const heading = page.locator('main h2[id]').nth(2);
  const title = ((await heading.textContent()) ?? '').trim();
  await readUpTo(page, heading);
  await page.goto('/');
  await expect(resume(page)).toContainText(`The dilemma: ${title}`);
  await resume(page).getByRole('link', { name: 'Continue where you were' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeInViewport();
});

test('marks a lesson that was started, and one whose end was reached', async ({ page }) => {
  await page.goto('/lessons/the-dilemma/');
  await page.goto('/lessons/');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'The dilemma' });
  await expect(row).toContainText('Started');
  await page.goto('/lessons/the-dilemma/');
  await readUpTo(page, page.getByRole('heading', { name: 'Recap', level: 2 }));
  await page.goto('/lessons/');
  await expect(row).toContainText('Read');
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Read');
});

test('takes a passed exercise to another browser in one file', async ({
  page,
  browser,
  duplex,
}) => {
  await page.goto('/lessons/the-dilemma/');
  await page.evaluate(() => {
    const detail = { key: '01-the-dilemma/heal' };
    dispatchEvent(new CustomEvent('duplex:exercise-passed', { detail }));
  });
  await page.goto('/lessons/');
  const file = await exported(page);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(`${duplex.site}/lessons/`);
  const row = other.getByRole('main').getByRole('listitem').filter({ hasText: 'The dilemma' });
  await expect(row).not.toContainText('Started');
  await other.getByLabel('Backup file').setInputFiles(file);
  await expect(other.getByRole('status')).toHaveText('Imported.');
  await expect(row).toContainText('1 of 1 exercise passed');
  await elsewhere.close();
});

test('asks before an import replaces what is kept, and keeps it unless told otherwise', async ({
  page,
}) => {
  const prediction = 'duplex:prediction:/lessons/the-dilemma/#plug';
  const keep = (value: string) =>
    page.evaluate(
      ([key, kept]) => localStorage.setItem(key ?? '', kept ?? ''),
      [prediction, value],
    );
  const kept = () => page.evaluate((key) => localStorage.getItem(key), prediction);
  await page.goto('/lessons/');
  await keep('one');
  const file = await exported(page);
  await keep('other');

  await page.getByLabel('Backup file').setInputFiles(file);
  await page.getByRole('button', { name: 'Keep what is here' }).click();
  expect(await kept()).toBe('other');
  await page.getByLabel('Backup file').setInputFiles(file);
  await page.getByRole('button', { name: 'Take the file’s' }).click();
  expect(await kept()).toBe('one');
});

test('refuses what is no backup, in words, and changes nothing', async ({ page }) => {
  await page.goto('/lessons/the-dilemma/');
  await page.goto('/lessons/');
  const before = JSON.parse(await readFile(await exported(page), 'utf8')).entries;
  const bad = { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') };
  await page.getByLabel('Backup file').setInputFiles(bad);
  await expect(page.getByRole('status')).toHaveText('This file is not a backup of Duplex.');
  expect(JSON.parse(await readFile(await exported(page), 'utf8')).entries).toEqual(before);
});

test('forgets everything when told twice', async ({ page }) => {
  await page.goto('/lessons/the-dilemma/');
  await page.goto('/lessons/');
  const forget = page.getByRole('button', { name: 'Forget everything' });
  await forget.click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(resume(page).getByRole('link')).toHaveText('Continue where you were');
  await forget.click();
  await forget.last().click();
  await page.reload();
  await expect(resume(page).getByRole('link')).toHaveText('Start with the first lesson');
});
