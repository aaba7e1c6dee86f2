/** What a link's code starts with: all that a run can start with, or it is refused. */
import type { Page } from '@playwright/test';
import { deflate, toLetters } from '../../src/sandbox/share/compress.ts';
import { fragmentOf } from '../../src/sandbox/share/link.ts';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';
const title = 'Two live streams';
const key = '01-the-dilemma/two-streams';

function notice(page: Page) {
  return page.getByRole('region', { name: 'Shared code' });
}

test('a link’s code runs whatever its entry is, and beside a package.json of any kind', async ({
  page,
}) => {
  const sandbox = new Sandbox(page, title);
  for (const files of [
    { '/index.html': '<p>it runs</p>' },
    {
      '/index.html': '<script type="module" src="main.ts"></script>',
      '/main.ts': "document.body.textContent = 'it runs';",
    },
    { '/index.mjs': "document.body.textContent = 'it runs';", '/package.json': '{ no JSON' },
  ]) {
    await page.goto('about:blank');
    await page.goto(lesson + (await fragmentOf({ key, title, files })));
    await sandbox.open();
    await expect(notice(page)).toContainText('This code came with a link.');
    await sandbox.button('Run').click();
    await expect(sandbox.output).toHaveText('it runs');
  }
});

test('a link to code that nothing starts is refused in words', async ({ page }) => {
  const content = JSON.stringify({ title, files: [['main.ts', 'start();']] });
  const code = toLetters(await deflate(new TextEncoder().encode(content)));
  const sandbox = await Sandbox.at(page, `${lesson}#code=1.${key}.${code}`, title);
  await expect(notice(page)).toContainText(
    'This link brings no index.ts and no index.html, which a run starts with.',
  );
  await sandbox.button('Run').click();
  await expect(sandbox.state).toHaveText('Running');
});
