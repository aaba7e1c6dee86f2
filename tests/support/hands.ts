/** How somebody works the page: with a mouse or a finger, or with a keyboard alone. */
import { expect, type Locator, type Page } from '@playwright/test';

export interface Hands {
  /** Presses a button, follows a link, chooses a radio button or a tab. */
  press(target: Locator): Promise<void>;
  /** Replaces what a text box holds, as pasted. */
  replace(box: Locator, text: string): Promise<void>;
}

export function mouse(page: Page): Hands {
  return {
    press: (target) => target.click(),
    async replace(box, text) {
      await box.click();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(text);
    },
  };
}

/** Goes from place to place with Tab, and within radio buttons and tabs with the arrows: as somebody without a mouse has to. */
export function keyboard(page: Page): Hands {
  return {
    async press(target) {
      const role = await roleOf(target);
      if (role === 'radio' || role === 'tab') {
        await chooseAmong(page, target, role === 'tab' ? 'ArrowRight' : 'ArrowDown');
      } else {
        await tabTo(page, target);
        await page.keyboard.press('Enter');
      }
    },
    async replace(box, text) {
      await tabTo(page, box);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(text);
      // Otherwise Tab would indent from now on.
      await page.keyboard.press('Escape');
    },
  };
}

function roleOf(target: Locator): Promise<string> {
  return target.evaluate((element) =>
    element instanceof HTMLInputElement ? element.type : (element.getAttribute('role') ?? ''),
  );
}

/** More presses than any page has places. */
const patience = 400;

async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < patience; presses += 1) {
    const where = await whereIs(target);
    if (where === 'here') return;
    await page.keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab does not lead to ${target}.`);
}

/** Where the target is, seen from what has the focus. */
function whereIs(target: Locator): Promise<'here' | 'before' | 'behind'> {
  return target.evaluate((element) => {
    const focused = document.activeElement;
    if (focused === element) return 'here';
    const isBefore =
      focused !== null &&
      focused !== document.body &&
      (focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    return isBefore ? 'before' : 'behind';
  });
}

/** Radio buttons and tabs are one stop each: the arrows choose among them. */
async function chooseAmong(page: Page, target: Locator, arrow: string): Promise<void> {
  const stop = target.locator('xpath=ancestor::*[self::fieldset or @role="tablist"][1]');
  const chosen = stop.locator(':checked, [aria-selected=true]');
  const first = stop.locator('input, [role=tab]').first();
  await tabTo(page, (await chosen.count()) > 0 ? chosen : first);
  if ((await chosen.count()) === 0) await page.keyboard.press('Space');
  for (let presses = 0; presses < patience; presses += 1) {
    if ((await whereIs(target)) === 'here') return;
    await page.keyboard.press(arrow);
  }
  throw new Error(`${arrow} does not lead to ${target}.`);
}
