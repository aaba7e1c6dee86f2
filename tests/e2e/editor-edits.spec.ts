/** What readers wrote outlives a changed lesson, a second tab, and a browser that keeps nothing; or they are told. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { Sandbox } from '../support/sandbox.ts';

const lesson = '/lessons/the-dilemma/';
const item = 'duplex:edits:01-the-dilemma/two-streams';

function openSandbox(page: Page): Promise<Sandbox> {
  return Sandbox.at(page, lesson, 'Two live streams');
}

/** As a browser that last saw the lesson when it had other files. */
async function editLongAgo(page: Page): Promise<void> {
  await page.addInitScript((key) => {
    if (localStorage.getItem(key)) return;
    const files = { '/index.ts': '// of long ago' };
    const untouched = { '/panel.ts': '// as it was', '/gone.ts': '// no longer there' };
    localStorage.setItem(key, JSON.stringify({ id: 'x', original: 'other', files, untouched }));
  }, item);
}

test('a lesson that has changed shows the reader’s version, whole, and says so', async ({
  page,
}) => {
  await editLongAgo(page);
  const sandbox = await openSandbox(page);
  await expect(sandbox.editor).toHaveText('// of long ago');
  await expect(sandbox.code).toContainText('This lesson has changed since you edited its code.');
  await expect(sandbox.tab('gone.ts')).toBeVisible();
  await sandbox.tab('panel.ts').click();
  await expect(sandbox.editor).toHaveText('// as it was');

  // Going on with it hides nothing on the next visit.
  await sandbox.write('// edited since');
  await page.reload();
  await sandbox.open();
  await expect(sandbox.code).toContainText('This lesson has changed since you edited its code.');
  await sandbox.button('Keep mine').click();
  await expect(sandbox.code).not.toContainText('This lesson has changed');
  await page.reload();
  await sandbox.open();
  await expect(sandbox.code).not.toContainText('This lesson has changed');
  await expect(sandbox.editor).toHaveText('// of long ago');
});

test('a lesson that has changed is compared and taken over file by file', async ({ page }) => {
  await editLongAgo(page);
  const sandbox = await openSandbox(page);
  await sandbox.button('Compare').click();
  await expect(sandbox.code.getByRole('textbox', { name: 'index.ts, your code' })).toHaveText(
    '// of long ago',
  );
  const now = sandbox.code.getByRole('textbox', { name: 'index.ts, the lesson now' });
  await expect(now).toContainText('EventSource');
  await sandbox.button('Take over index.ts').click();
  await sandbox.tab('gone.ts').click();
  await sandbox.button('Take over gone.ts').click();
  await expect(sandbox.tab('gone.ts')).toHaveCount(0);
  await sandbox.button('Back to my code').click();
  await sandbox.tab('index.ts').click();
  await expect(sandbox.editor).toContainText('EventSource');
  await sandbox.tab('panel.ts').click();
  await expect(sandbox.editor).toHaveText('// as it was');
  await expect(sandbox.code).toContainText('This lesson has changed');

  await sandbox.button('Compare').click();
  await sandbox.button('Take over all files').click();
  await expect(sandbox.code).not.toContainText('This lesson has changed');
  await expect(sandbox.code).toContainText('As the lesson has it');
  for (const _ of ['all files', 'gone.ts', 'index.ts']) {
    await sandbox.button('Undo taking over').click();
  }
  await sandbox.tab('index.ts').click();
  await expect(sandbox.editor).toHaveText('// of long ago');
});

test('Reset brings the new lesson, and can be undone on another visit', async ({ page }) => {
  await editLongAgo(page);
  const sandbox = await openSandbox(page);
  await sandbox.button('Reset').click();
  await expect(sandbox.editor).toContainText('EventSource');
  await page.reload();
  await sandbox.open();
  await expect(sandbox.editor).toContainText('EventSource');
  await sandbox.button('Undo reset').click();
  await expect(sandbox.editor).toHaveText('// of long ago');
});

test('two tabs show the same code, whichever is edited', async ({ page, context }) => {
  const one = await openSandbox(page);
  const other = await openSandbox(await context.newPage());
  await one.write('// from one');
  await expect(other.editor).toHaveText('// from one');
  await expect(other.code).toContainText('Edited in another tab');
  await other.write('// from the other');
  await expect(one.editor).toHaveText('// from the other');
  await other.button('Reset').click();
  await expect(one.editor).toContainText('EventSource');
  await one.button('Undo reset').click();
  await expect(other.editor).toHaveText('// from the other');
});

test('a tab that slept while another was edited loses neither', async ({ page, context }) => {
  // A frozen page hears nothing.
  await page.addInitScript(() => {
    for (const name of ['storage', 'focus', 'pageshow']) {
      window.addEventListener(name, (event) => {
        if (event.target === window) event.stopImmediatePropagation();
      });
    }
  });
  const asleep = await openSandbox(page);
  const awake = await openSandbox(await context.newPage());
  await awake.write('// while the other slept');
  const slept = () => page.evaluate((key) => localStorage.getItem(key), item);
  await expect.poll(slept).toContain('while the other slept');
  await asleep.write('// after sleeping');
  for (const sandbox of [asleep, awake]) {
    await expect(sandbox.editor).toHaveText('// after sleeping');
    await expect(sandbox.code).toContainText('Two tabs edited this sandbox at the same time.');
  }
  await awake.button('Show the other version').click();
  await expect(awake.editor).toHaveText('// while the other slept');
  await awake.button('Redo').click();
  await expect(awake.editor).toHaveText('// after sleeping');
});

test('says when the browser has no room', async ({ page }) => {
  await page.addInitScript(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith('duplex:edits:')) throw new DOMException('full', 'QuotaExceededError');
      setItem.call(this, key, value);
    };
  });
  const sandbox = await openSandbox(page);
  await expect(sandbox.code).not.toContainText('no room');
  await sandbox.write('// mine');
  await expect(sandbox.code).toContainText(
    'This browser has no room left to keep your edits: they are gone when you leave this page.',
  );
  await expect(sandbox.code).toContainText('Edited, not kept');
});

const withoutStorage = {
  'forbids its storage': () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  },
  'cannot read its storage': () => {
    Storage.prototype.getItem = () => {
      throw new DOMException('damaged', 'UnknownError');
    };
  },
};

for (const [what, take] of Object.entries(withoutStorage)) {
  test(`says when the browser ${what}, and works`, async ({ page }) => {
    await page.addInitScript(take);
    const sandbox = await openSandbox(page);
    await sandbox.write("document.body.textContent = 'runs';");
    await expect(sandbox.code).toContainText(
      'This browser keeps nothing for this page: your edits are gone when you leave it.',
    );
    await sandbox.button('Run').click();
    await expect(sandbox.output).toHaveText('runs');
  });
}

test('says when what the browser kept is damaged, before anything takes its place', async ({
  page,
}) => {
  await page.addInitScript((key) => {
    if (sessionStorage.getItem('damaged') === null) localStorage.setItem(key, '{"files":{"/ind');
    sessionStorage.setItem('damaged', 'once');
  }, item);
  const sandbox = await openSandbox(page);
  const damaged = 'What this browser kept of your edits is damaged and cannot be read.';
  await expect(sandbox.code).toContainText(damaged);
  expect(await page.evaluate((key) => localStorage.getItem(key), item)).toBe('{"files":{"/ind');
  await sandbox.write('// mine');
  await expect(sandbox.code).not.toContainText(damaged);
  await page.reload();
  await sandbox.open();
  await expect(sandbox.editor).toHaveText('// mine');
});
