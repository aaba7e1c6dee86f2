/** The Wire and Faults panels in both themes, wide and narrow: nothing in them keeps anybody out. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

// Every theme and every width, each costly state once.
for (const [theme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`is accessible to everybody: ${theme}, ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript((name) => localStorage.setItem('starlight-theme', name), theme);
    await page.goto('/lessons/the-dilemma/');
    const sandbox = new Sandbox(page, 'Two live streams');
    await sandbox.open();
    const judge = async (state: string) => {
      const { violations } = await new AxeBuilder({ page })
        .include('duplex-sandbox[data-key="01-the-dilemma/two-streams"]')
        .exclude('iframe')
        .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
        .analyze();
      expect(violations, state).toEqual([]);
    };
    await sandbox.openWire('Table');
    await sandbox.button('Run').click();
    if (width === 390) await sandbox.tab('Wire').click();
    await sandbox.wire
      .getByRole('row', { name: /event: tick/ })
      .first()
      .click();
    await sandbox.wire.getByRole('button', { name: 'Filter' }).click();
    await sandbox.wire.getByRole('button', { name: 'Pause' }).click();
    await judge('table and bytes');
    await sandbox.wire.getByRole('button', { name: 'Diagram' }).click();
    await judge('diagram');
    await sandbox.wire.getByRole('button', { name: 'Totals' }).click();
    await judge('totals');
    await sandbox.tab('Faults').click();
    await sandbox.faults.getByRole('switch', { name: 'Freeze' }).click();
    await expect(sandbox.faults.getByRole('status')).toHaveText('Fault on: freeze');
    await judge('faults');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(overflow).toBe(width);
  });
}
