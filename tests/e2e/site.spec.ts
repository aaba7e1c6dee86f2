/** The site around the lessons: finding one's way, by keyboard and by search, in both themes, for everybody. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';

const searchDialog = (page: Page) => page.getByRole('dialog', { name: 'Search the lessons' });

async function firstLesson(page: Page): Promise<{ title: string; path: string }> {
  await page.goto('/lessons/');
  const link = page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link').first();
  const path = await link.getAttribute('href');
  const title = await link.textContent();
  if (path === null || title === null) throw new Error('The list of lessons is empty.');
  return { title, path };
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`60 times Tab did not lead to ${target}.`);
}

/** What axe finds, text contrast of 7:1 included. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'color-contrast-enhanced': { enabled: true } } })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .map(({ target }) => target.join(' '))
      // Each sandbox of a page has its regions Code, Preview and Console, by these names: see the test of regions.
      .filter((target) => !(id === 'landmark-unique' && target.startsWith('#sandbox-')))
      .map((target) => `${id}: ${target}`),
  );
}

test('leads from the front page to the next lesson by keyboard alone', async ({ page }) => {
  const { title, path } = await firstLesson(page);
  await page.goto('/');

  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#_top$/);

  const read = page.getByRole('link', { name: 'Read the lessons' });
  await tabTo(page, read);
  expect(await read.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons');

  await tabTo(page, page.getByRole('main').getByRole('link', { name: title }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);

  const next = page.locator('a[rel=next]');
  const nextPath = await next.getAttribute('href');
  await next.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${nextPath}$`));
});

test('shows where the reader is, and what is on the page', async ({ page }) => {
  const { title, path } = await firstLesson(page);
  await page.goto(path);
  const navigation = page.getByRole('navigation', { name: 'Main' });
  const current = navigation.locator('[aria-current=page]');
  await expect(current).toContainText(title);
  const contents = navigation.getByRole('navigation', { name: 'On this page' }).getByRole('link');
  const [heading] = await page.locator('main h2[id]').all();
  if (heading === undefined) throw new Error('The first lesson has no headings.');
  await contents.filter({ hasText: (await heading.textContent()) ?? '' }).click();
  await expect(heading).toBeInViewport();
});

test('tells every region from the others, by its name and that of the region around it', async ({
  page,
}) => {
  const { path } = await firstLesson(page);
  await page.goto(path);
  const regions = await page.getByRole('region').evaluateAll((all) => {
    const nameOf = (region: Element): string =>
      region.getAttribute('aria-label') ??
      document.getElementById(region.getAttribute('aria-labelledby') ?? '')?.textContent ??
      '';
    return all.map((region) =>
      [
        ...all.filter((outer) => outer !== region && outer.contains(region)).map(nameOf),
        nameOf(region),
      ].join(': '),
    );
  });
  expect(regions).toContain('Make it heal: Code');
  expect(regions.filter((name, index) => regions.indexOf(name) !== index)).toEqual([]);
});

test('finds a word that only the text of a lesson has', async ({ page }) => {
  const { title, path } = await firstLesson(page);
  await page.goto(path);
  const text = await page.locator('main .sl-markdown-content > p').allInnerTexts();
  const word = text
    .flatMap((paragraph) => paragraph.match(/\b[a-z]+\b/g) ?? [])
    .reduce((longest, candidate) => (candidate.length > longest.length ? candidate : longest), '');
  await page.goto('/');
  // Enabled once it listens for the keys.
  await expect(page.getByRole('button', { name: 'Search the lessons' })).toBeEnabled();
  await page.keyboard.press('ControlOrMeta+k');
  await searchDialog(page).getByRole('textbox').fill(word);
  const result = searchDialog(page).getByRole('link', { name: title, exact: true });
  await expect(result).toBeVisible();
  await tabTo(page, result);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(path));
});

test('remembers the theme that the reader chose', async ({ page }) => {
  await page.goto('/');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const theme = page.getByRole('combobox', { name: 'Select theme' });
  await theme.selectOption('dark');
  const dark = await paper();
  await theme.selectOption('light');
  expect(await paper()).not.toBe(dark);
  await theme.selectOption('dark');
  await page.goto('/lessons/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await paper()).toBe(dark);
});

test('says so when there is no page at an address', async ({ page }) => {
  const answer = await page.goto('/lessons/no-such-lesson/');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'There is no page at this address',
  );
  await page.getByRole('main').getByRole('link', { name: 'list of lessons' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons');
});

test('prints every lesson with the code that matters, dark on white, and nothing to press', async ({
  page,
}) => {
  test.slow();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/lessons/');
  const links = await page
    .getByRole('main')
    .getByRole('heading', { level: 3 })
    .getByRole('link')
    .all();
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')));
  // As wide as the text of a sheet of A4.
  await page.setViewportSize({ width: 672, height: 1000 });
  for (const path of paths) {
    await page.emulateMedia({ media: 'screen' });
    await page.goto(path ?? '');
    const printed = page.locator('duplex-sandbox .printed-code');
    await expect(printed.first()).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(printed.first()).toBeVisible();
    const colour = await printed.first().evaluate((element) => getComputedStyle(element).color);
    expect(colour).toBe('rgb(17, 17, 17)');
    await expect(page.locator('.sandbox:visible')).toHaveCount(0);
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('navigation')).toHaveCount(0);
    const cutOff = await page
      .locator('pre:visible')
      .evaluateAll((all) =>
        all
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ textContent }) => textContent),
      );
    expect(cutOff, `cut off on paper, in ${path}`).toEqual([]);
  }
});

test('prints what the exercise is about, and names the other files of its sandbox', async ({
  page,
}) => {
  await page.goto('/lessons/the-dilemma/');
  await page.emulateMedia({ media: 'print' });
  const exercise = page.locator('.printed-code').filter({ hasText: 'Make it heal' });
  await expect(exercise.locator('.printed-name')).toHaveText([
    'follow.ts',
    'index.ts',
    'What the solution did on the wire, recorded',
  ]);
  await expect(exercise).toContainText("socket.addEventListener('close'");
  await expect(
    exercise.getByText('Also: messages.ts, page.ts, styles.css, tally.ts'),
  ).toBeVisible();
});

test('keeps its fonts, styles and scripts on its own server', async ({ page, duplex }) => {
  const { path } = await firstLesson(page);
  for (const address of ['/', '/lessons/', path]) {
    await page.goto(address, { waitUntil: 'networkidle' });
    const hosts = await page.evaluate(() => {
      const fetched = [
        ...document.querySelectorAll('link[href], script[src], img[src], iframe[src]'),
      ];
      return fetched.map(
        (element) =>
          new URL(element.getAttribute('href') ?? element.getAttribute('src') ?? '', location.href)
            .hostname,
      );
    });
    expect(new Set(hosts)).toEqual(new Set([new URL(duplex.site).hostname]));
    const fonts = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts]
        .filter(({ status }) => status === 'loaded')
        .map(({ family }) => family);
    });
    expect(fonts.map((family) => family.replaceAll('"', ''))).toContain('Inter Variable');
  }
});

// Every theme and every width, each costly state once.
for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 1280],
  ['dark', 390],
  ['light', 360],
] as const) {
  test(`has no barriers in ${colorScheme} at ${width} pixels`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 844 });
    // The falling marks would be caught in mid-air.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { path } = await firstLesson(page);
    for (const address of ['/', '/lessons/', path, '/404.html']) {
      await page.goto(address);
      // Some of the page is made reachable by scripts that wait until the browser is idle.
      await expect.poll(() => barriers(page), { message: address, timeout: 30_000 }).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `${address} scrolls sideways`,
      ).toBe(width);
    }
  });
}
