import { expect, type Page } from '@playwright/test';

/** What a reader does in the first ten minutes, each step with data that really came from the live server. */
export async function visitEverything(page: Page, site: string): Promise<void> {
  await landing(page, site);
  await sandbox(page, site);
  await search(page, site);
}

/** Two live streams; the plug cuts both, and the event stream alone comes back. */
async function landing(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/`);
  const proof = page.getByRole('region', { name: 'Two live streams' });
  const eventStream = proof.locator('[data-lane=sse]');
  const webSocket = proof.locator('[data-lane=ws]');
  await expect(eventStream).toHaveAttribute('data-state', 'open');
  await expect(webSocket).toHaveAttribute('data-state', 'open');
  await expect(eventStream.locator('[data-part=latest]')).toHaveText(/^\d+$/);

  await proof.getByRole('button', { name: 'Pull the plug' }).click();

  await expect(eventStream).toHaveAttribute('data-state', 'lost');
  await expect(eventStream).toHaveAttribute('data-state', 'open');
  await expect(webSocket).toHaveAttribute('data-state', 'closed');
}

/** The reader's own code over both transports, run again after an edit. */
async function sandbox(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/lessons/the-dilemma/`);
  const box = page.getByRole('region', { name: 'Two live streams' });
  await box.scrollIntoViewIfNeeded();
  const run = box.getByRole('button', { name: 'Run', exact: true });
  await run.click();

  const preview = box.getByRole('region', { name: 'Preview' });
  const document = preview.frameLocator('iframe').frameLocator('iframe');
  await expect(document.getByRole('heading', { name: 'Server-Sent Events' })).toBeVisible();
  await expect(document.getByRole('listitem').nth(3)).toBeVisible();
  await expect(document.getByText('open', { exact: true })).toHaveCount(2);
  await expect(box.getByText('2 open')).toBeVisible();

  await box.getByRole('region', { name: 'Code' }).getByRole('textbox').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type("console.log('hello from the reader');\n");
  await run.click();
  const console = box.getByRole('region', { name: 'Console' });
  await expect(console.getByText('hello from the reader')).toBeVisible();
  await expect(box.getByText('2 open')).toBeVisible();

  await box.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(box.getByText('0 open')).toBeVisible();
}

async function search(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/lessons/`);
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Search the lessons' });
  await dialog.getByRole('textbox').fill('dilemma');
  await expect(dialog.getByRole('link', { name: 'The dilemma' }).first()).toBeVisible();
}
