/** Code in a link: made in one browser, opened in another, and never mistaken for the reader's own. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';
const title = 'Two live streams';

/** Writes code into a lesson's sandbox and gives the link to it. */
async function linkTo(page: Page, code: string): Promise<string> {
  const sandbox = await Sandbox.at(page, lesson, title);
  await sandbox.write(code);
  await sandbox.more('Share link');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('button', { name: 'Close' }).click();
  return link;
}

function shared(page: Page) {
  return page.getByRole('region', { name: 'Shared code' });
}

test('a reader shares code, and another opens it, runs it, and keeps it', async ({
  page,
  browser,
}) => {
  const link = await linkTo(page, "document.body.textContent = 'from a friend';");
  await using context = await browser.newContext();
  const friend = await context.newPage();
  const sandbox = await Sandbox.at(friend, link, title);
  await expect(shared(friend)).toContainText('It is not yours, and not the lesson’s.');
  await expect(sandbox.editor).toHaveText("document.body.textContent = 'from a friend';");
  await expect(sandbox.state).toHaveText('Idle');
  await expect(sandbox.root).toBeInViewport();

  await sandbox.button('Run').click();
  await expect(sandbox.output).toHaveText('from a friend');
  await sandbox.write("document.body.textContent = 'improved';");
  await shared(friend).getByRole('button', { name: 'Keep it as mine' }).click();
  await expect(shared(friend)).toHaveCount(0);
  await expect(sandbox.editor).toHaveText("document.body.textContent = 'improved';");

  await friend.reload();
  await sandbox.open();
  await expect(shared(friend)).toHaveCount(0);
  await expect(sandbox.editor).toHaveText("document.body.textContent = 'improved';");
});

test('the reader’s own edits outlive a link, whether it is left or kept', async ({ page }) => {
  const link = await linkTo(page, '// theirs');
  const sandbox = await Sandbox.at(page, lesson, title);
  await sandbox.write('// mine');

  await page.goto(link);
  await expect(sandbox.editor).toHaveText('// theirs');
  await shared(page).getByRole('button', { name: 'Back to mine' }).click();
  await expect(sandbox.editor).toHaveText('// mine');
  await expect(page).toHaveURL(lesson);

  await page.goBack();
  await expect(sandbox.editor).toHaveText('// theirs');
  await shared(page).getByRole('button', { name: 'Keep it as mine' }).click();
  await expect(sandbox.editor).toHaveText('// theirs');
  await sandbox.root.getByRole('button', { name: 'Bring my earlier code back' }).click();
  await expect(sandbox.editor).toHaveText('// mine');
});

test('says of a link to what the lesson starts from that it is the lesson’s', async ({ page }) => {
  const sandbox = await Sandbox.at(page, lesson, title);
  await sandbox.more('Share link');
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.goto(link);
  await expect(shared(page)).toContainText('It is the lesson’s, unchanged.');
});

test('code of a link that there is no room for replaces nothing', async ({ page }) => {
  const link = await linkTo(page, '// theirs');
  const sandbox = await Sandbox.at(page, lesson, title);
  await sandbox.write('// mine');
  await page.goto(link);
  await expect(sandbox.editor).toHaveText('// theirs');
  await page.evaluate(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (value.includes('theirs')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  await shared(page).getByRole('button', { name: 'Keep it as mine' }).click();
  await expect(page.getByText('This browser has no room to keep it.')).toBeVisible();
  await expect(sandbox.editor).toHaveText('// theirs');
  await shared(page).getByRole('button', { name: 'Back to mine' }).click();
  await expect(sandbox.editor).toHaveText('// mine');
  await expect(page.getByText('This browser has no room to keep it.')).toHaveCount(0);
});

test('a link that is not whole, or brings what no sandbox has, changes nothing', async ({
  page,
}) => {
  const link = await linkTo(page, '// mine');
  const sandbox = new Sandbox(page, title);
  const notice = page.locator('.shared');

  await page.goto(link.slice(0, -20));
  await sandbox.open();
  await expect(notice).toContainText(
    'This link is damaged: a part of it is missing or was changed.',
  );
  await expect(sandbox.editor).toHaveText('// mine');
  await page.getByRole('button', { name: 'Go on without it' }).click();
  await expect(notice).toHaveCount(0);

  await page.goto(`${lesson}#code=1.__proto__.eJw`);
  await expect(notice).toContainText('This link is damaged');
  await page.goto(`${lesson}#code=2.01-the-dilemma/two-streams.eJw`);
  await expect(notice).toContainText('This link was made by a newer version of Duplex');
});

test('code from a lesson that is gone opens in the playground', async ({ page }) => {
  const link = await linkTo(page, '// of long ago');
  const [, fragment = ''] = link.split('#code=1.01-the-dilemma/two-streams.');
  for (const address of [
    `${lesson}#code=1.01-the-dilemma/gone.${fragment}`,
    `/lessons/gone/#code=1.99-gone.${fragment}`,
  ]) {
    await page.goto(address);
    await expect(page.locator('.shared-stray')).toContainText(
      'This link brings code for a sandbox that is not on this page.',
    );
    await page.getByRole('link', { name: 'Open it in the playground' }).click();
    const sandbox = new Sandbox(page, title);
    await sandbox.open();
    await expect(sandbox.editor).toHaveText('// of long ago');
    await expect(shared(page)).toContainText('It is not yours, and not a lesson’s.');
  }
});

test('the link can be copied where there is no clipboard, as on a room’s network', async ({
  page,
  duplex,
}) => {
  await page.goto(`${duplex.room}${lesson}`);
  expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator])).toEqual([
    false,
    false,
  ]);
  const sandbox = new Sandbox(page, title);
  await sandbox.open();
  await sandbox.more('Share link');
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toBeFocused();
  const link = await field.inputValue();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link);
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();

  await sandbox.editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await expect(sandbox.editor).toHaveText(link);
  await page.goto(link);
  await expect(shared(page)).toBeVisible();
});

test('code that does not fit into a link is refused with what to do instead', async ({ page }) => {
  const noise = Array.from({ length: 20_000 }, (_, index) => Math.sin(index).toString(36));
  const sandbox = await Sandbox.at(page, lesson, title);
  await sandbox.write(`// ${noise.join('').slice(0, 60_000)}`);
  await sandbox.more('Share link');
  await expect(page.getByRole('dialog')).toContainText('This code is too large for a link');
  await expect(page.getByRole('dialog')).toContainText('Download it instead, and send the folder.');
});

test('the menu is used by keyboard alone, and gives the focus back', async ({ page }) => {
  const sandbox = await Sandbox.at(page, lesson, title);
  const more = sandbox.root.getByRole('button', { name: 'More', exact: true });
  const item = (name: string) => sandbox.root.getByRole('menuitem', { name, exact: true });

  await more.focus();
  await page.keyboard.press('Enter');
  await expect(item('Share link')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(item('Open in playground')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(item('Download')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await expect(more).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.press('ArrowDown');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  const opened = await new AxeBuilder({ page }).include('.sandbox-actions').analyze();
  expect(opened.violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Share this code' })).toBeVisible();
  const dialogue = await new AxeBuilder({ page }).include('.share-dialog').analyze();
  expect(dialogue.violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(sandbox.root.getByRole('menu')).toHaveCount(0);
});

test('says what came with a link to those who do not see it', async ({ page }) => {
  await page.goto(await linkTo(page, '// theirs'));
  await expect(shared(page)).toBeVisible();
  await expect(
    page.getByRole('status').filter({ hasText: 'This code came with a link.' }),
  ).toBeAttached();
  const axe = await new AxeBuilder({ page }).include('.shared').analyze();
  expect(axe.violations).toEqual([]);
});
