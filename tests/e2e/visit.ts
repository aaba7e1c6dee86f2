import { expect, type Page } from '@playwright/test';
import { Sandbox } from '../support/sandbox.ts';

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

/** The reader's own code over both transports, its bytes, and the same again after an edit. */
async function sandbox(page: Page, site: string): Promise<void> {
  const box = await Sandbox.at(page, `${site}/lessons/the-dilemma/`, 'Two live streams');
  await box.openWire('Diagram');
  await box.button('Run').click();

  await expect(box.output.getByRole('heading', { name: 'Server-Sent Events' })).toBeVisible();
  await expect(box.output.getByRole('listitem').nth(3)).toBeVisible();
  await expect(box.output.getByText('open', { exact: true })).toHaveCount(2);
  await expect(box.counter).toContainText('2 open');
  await expect(box.wire.getByText('event: tick').first()).toBeVisible();

  await box.editor.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type("console.log('hello from the reader');\n");
  await box.button('Run').click();
  await box.tab('Console').click();
  await expect(box.console.getByText('hello from the reader')).toBeVisible();
  await expect(box.counter).toContainText('2 open');

  await box.button('Stop').click();
  await expect(box.counter).toContainText('0 open');
}

async function search(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/lessons/`);
  // Enabled once it listens for the keys.
  await expect(page.getByRole('button', { name: 'Search the lessons' })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+k');
  const dialog = page.getByRole('dialog', { name: 'Search the lessons' });
  await dialog.getByRole('textbox').fill('dilemma');
  await expect(dialog.getByRole('link', { name: 'The dilemma' }).first()).toBeVisible();
}
