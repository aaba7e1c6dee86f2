import { expect, test } from '../support/duplex.ts';

test('can be searched in a browser that is never idle', async ({ page }) => {
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.goto('/');
  const button = page.getByRole('button', { name: 'Search the lessons' });
  const box = page.getByRole('dialog', { name: 'Search the lessons' }).getByRole('textbox');
  await button.click();
  await expect(box).toBeFocused();
  await page.reload();
  await expect(button).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(box).toBeFocused();
});
