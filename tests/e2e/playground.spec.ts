/** The playground: every starting point runs, and what a reader makes of one is kept. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { faultRequest } from '../../sandbox-server/wire/fault-requests.ts';
import { faultNames } from '../../src/sandbox/faults/fault-names.ts';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

interface Start {
  title: string;
  /** What the page of the run shows, when data comes from the server. */
  shows: RegExp;
  /** What the reader does there first. */
  use?: (output: Locator) => Promise<void>;
}

const say = async (output: Locator): Promise<void> => {
  await expect(output.getByText('open', { exact: true })).toBeVisible();
  await output.getByRole('textbox').fill('hello');
  await output.getByRole('textbox').press('Enter');
};
const press = async (output: Locator): Promise<void> => {
  await output.getByRole('button', { name: 'Start the job' }).click();
};

const starts: Readonly<Record<string, Start>> = {
  'clock-sse': { title: 'The clock over SSE', shows: /open.*T.*Z \(id \w+-\d+\)/ },
  'clock-ws': { title: 'The clock over WebSocket', shows: /open.*T.*Z \(id \w+-\d+\)/ },
  'ticker-sse': { title: 'The ticker over SSE', shows: /ACME\s*\d+\.\d\d/ },
  'ticker-ws': { title: 'The ticker over WebSocket', shows: /ACME\s*\d+\.\d\d/ },
  'chat-sse': { title: 'A chat over SSE and POST', shows: /me: hello/, use: say },
  'chat-ws': { title: 'A chat over WebSocket', shows: /me: hello/, use: say },
  'echo-sse': { title: 'The echo over SSE and POST', shows: /hello \(back after/, use: say },
  'echo-ws': { title: 'The echo over WebSocket', shows: /hello \(back after/, use: say },
  'progress-sse': {
    title: "A job's progress over SSE",
    shows: /finished after \d+ ms/,
    use: press,
  },
  'progress-ws': {
    title: "A job's progress over WebSocket",
    shows: /finished after \d+ ms/,
    use: press,
  },
  polling: { title: 'A polling loop', shows: /[1-9]\d* requests.*\(id \w+-\d+\)/ },
  'long-poll': { title: 'Long polling', shows: /held for \d+ ms.*held for \d+ ms/ },
  'fetch-stream': { title: 'An event stream read with fetch', shows: /chunks.*tick: \{/ },
  binary: { title: 'MessagePack over WebSocket', shows: /bytes as MessagePack.*\d+ bytes/ },
  'side-by-side': {
    title: 'Two transports side by side',
    shows: /Server-Sent Events\s*open.*WebSocket\s*open/,
  },
};

test('each starting point is run here', () => {
  const folder = path.join(import.meta.dirname, '../../content/playground');
  expect(Object.keys(starts).sort()).toEqual(readdirSync(folder).sort());
});

for (const [name, { title, shows, use }] of Object.entries(starts)) {
  test(`${name} shows live data`, async ({ page }) => {
    const sandbox = await Sandbox.at(page, `/playground/${name}/`, title);
    await sandbox.button('Run').click();
    await use?.(sandbox.output);
    await expect(sandbox.output).toHaveText(shows, { useInnerText: false });
    await expect(sandbox.root.locator('.sandbox-problems')).toHaveCount(0);
  });
}

/** The menu with which files are arranged. */
async function files(sandbox: Sandbox, item: string): Promise<void> {
  await sandbox.code.getByRole('button', { name: 'Files', exact: true }).click();
  await sandbox.code.getByRole('menuitem', { name: item, exact: true }).click();
}

async function answer(page: Page, name: string, action: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: action }).click();
}

test('files are added, renamed and deleted, kept, and brought back', async ({ page }) => {
  const sandbox = await Sandbox.at(page, '/playground/', 'Two transports side by side');
  await files(sandbox, 'New file');
  await answer(page, '../way-out.ts', 'Add');
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(
    'A name has letters, digits, hyphens, underscores and dots; a slash puts it into a folder.',
  );
  await answer(page, 'greeting.ts', 'Add');
  await expect(sandbox.editor).toBeFocused();
  await sandbox.write("export const greeting = 'hello from a new file';");
  await files(sandbox, 'Rename greeting.ts');
  await answer(page, 'hello.ts', 'Rename');
  await expect(sandbox.editor).toHaveText("export const greeting = 'hello from a new file';");

  await sandbox.tab('index.ts').click();
  await sandbox.write(
    "import { greeting } from './hello.ts';\ndocument.body.textContent = greeting;",
  );
  await sandbox.button('Run').click();
  await expect(sandbox.output).toHaveText('hello from a new file');

  await sandbox.tab('column.ts').click();
  await files(sandbox, 'Delete column.ts');
  await expect(sandbox.tab('column.ts')).toHaveCount(0);

  await page.reload();
  await sandbox.open();
  await expect(sandbox.code.getByRole('tab')).toHaveText(
    ['index.ts', 'styles.css', 'hello.ts'].map((name) => new RegExp(name)),
  );
  await expect(page.getByRole('link', { name: 'side by side' })).toHaveAttribute('data-edited');
  await sandbox.code.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(sandbox.tab('column.ts')).toBeVisible();
  await sandbox.button('Reset').click();
  await expect(sandbox.tab('hello.ts')).toHaveCount(0);
});

test('a lesson’s code is taken along, and kept beside the lesson’s own', async ({ page }) => {
  const lesson = '/lessons/the-dilemma/';
  const sandbox = await Sandbox.at(page, lesson, 'Two live streams');
  await sandbox.write('// taken along');
  await sandbox.more('Open in playground');
  await expect(page).toHaveURL(/\/playground\/yours\/\?id=\w+$/);
  await sandbox.open();
  await expect(sandbox.editor).toHaveText('// taken along');
  await sandbox.write('// and changed');
  await page.reload();
  await sandbox.open();
  await expect(sandbox.editor).toHaveText('// and changed');

  await page.goto(lesson);
  await sandbox.open();
  await expect(sandbox.editor).toHaveText('// taken along');

  await page.goto('/playground/');
  await page
    .getByRole('navigation', { name: 'Starting points' })
    .getByRole('link', { name: 'Two live streams' })
    .click();
  await sandbox.open();
  await expect(sandbox.editor).toHaveText('// and changed');
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Delete Two live streams' }).click();
  await expect(page.getByText('There is nothing here yet.')).toBeVisible();
});

test('a link names a starting point', async ({ page }) => {
  await page.goto('/playground/?start=binary');
  await expect(page).toHaveURL('/playground/binary/');
  await page.goto('/playground/?start=constructor');
  await new Sandbox(page, 'Two transports side by side').open();
  await expect(page).toHaveURL('/playground/?start=constructor');
});

test('on a narrow screen the starting points are folded away until they are asked for', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const sandbox = await Sandbox.at(page, '/playground/', 'Two transports side by side');
  const choice = page.getByRole('link', { name: 'MessagePack' });
  await expect(choice).toBeHidden();
  await page.getByText('Starting points').click();
  await choice.click();
  await expect(page).toHaveURL('/playground/binary/');
  await new Sandbox(page, 'MessagePack over WebSocket').open();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await expect(page.getByRole('menu')).toBeInViewport({ ratio: 1 });
  await expect(sandbox.root).toHaveCount(0);
});

test('all faults are there', async ({ page }) => {
  const sandbox = await Sandbox.at(page, '/playground/', 'Two transports side by side');
  await sandbox.tab('Faults').click();
  for (const { shape } of faultRequest.options) {
    const name = faultNames[shape.fault.value];
    await expect(sandbox.faults.getByText(name, { exact: true })).toBeVisible();
  }
});

for (const address of ['/playground/', '/playground/yours/']) {
  test(`${address} is accessible in both themes`, async ({ page }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(address);
      await expect(page.getByRole('heading', { name: 'Playground' })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
    }
  });
}
