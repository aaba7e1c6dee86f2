/** The Code panel in each of its states, in both themes, wide and narrow: nothing in it keeps anybody out. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const heal = 'duplex-sandbox[data-key="01-the-dilemma/heal"]';
const twoStreams = 'duplex-sandbox[data-key="01-the-dilemma/two-streams"]';

// Every theme and every width, each costly state once.
for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`is accessible to everybody: ${theme}, ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript((name) => localStorage.setItem('starlight-theme', name), theme);
    await page.addInitScript(() => {
      const saved = { original: 'another', files: { '/index.ts': '// of long ago' } };
      localStorage.setItem('duplex:edits:01-the-dilemma/two-streams', JSON.stringify(saved));
    });
    const sandbox = await Sandbox.at(page, '/lessons/the-dilemma/', 'Make it heal');
    const judge = async (state: string, scope: string) => {
      const { violations } = await new AxeBuilder({ page })
        .include(scope)
        .exclude('iframe')
        .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
        .analyze();
      expect(violations, state).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), state).toBe(width);
    };
    const code = async (): Promise<void> => {
      if (width === 390) await sandbox.tab('Code').click();
    };

    await sandbox.editor.focus();
    await judge('focused', heal);
    await sandbox.write('throw new TypeError("here");\nexport function follow(): void {}');
    await sandbox.button('Run').click();
    await code();
    await expect(sandbox.code.locator('.code-error-message')).toBeVisible();
    await judge('an error in the editor', heal);
    await sandbox.button('Solution').click();
    await expect(sandbox.code.locator('.cm-changedLine').first()).toBeVisible();
    await judge('the solution', heal);
    await sandbox.button('Plain text').click();
    await expect(sandbox.code.getByRole('group', { name: /both versions/ })).toBeVisible();
    await judge('the solution as plain text', heal);
    await sandbox.button('Solution').click();
    await expect(sandbox.code.getByRole('list')).toBeVisible();
    await judge('an error in plain text', heal);
    await sandbox.button('Plain text').click();
    await sandbox.button('Full screen').click();
    await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'true');
    await judge('full screen', heal);
    await page.keyboard.press('?');
    await judge('shortcuts', 'dialog');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(sandbox.button('Full screen')).toHaveAttribute('aria-pressed', 'false');

    const outdated = new Sandbox(page, 'Two live streams');
    await outdated.open();
    await outdated.button('Compare').click();
    await expect(outdated.code.locator('.cm-changedLine').first()).toBeVisible();
    await judge('a changed lesson', twoStreams);
  });
}
