/** What the runner keeps reader's code from doing to the reader. */

import { roomHost } from '../support/hosts.ts';
import { expect, test } from '../support/runner/test.ts';

test('code does not take the focus out of the editor', async ({ stage }) => {
  const editor = stage.page.getByLabel('Editor');
  await editor.focus();
  await stage.run({
    '/index.html': `<input autofocus aria-label="Field" value="some "><input type="checkbox">
      <script type="module" src="index.ts"></script>`,
    '/index.ts': `
      const field = document.querySelector('input')!;
      field.focus();
      field.select();
      document.querySelector<HTMLInputElement>('[type=checkbox]')!.select();
      window.focus();
      setTimeout(() => { field.focus(); console.log(document.activeElement === document.body, field.selectionEnd); }, 50);`,
  });
  await expect.poll(() => stage.logged()).toEqual([['log', true, 5]]);
  await expect(editor).toBeFocused();
  expect(await stage.messages('focus-taken')).toEqual([]);

  // Once the reader is there, code may move the focus.
  await stage.document.getByLabel('Field').click();
  await expect(stage.document.getByLabel('Field')).toBeFocused();
  await stage.page.keyboard.press('End');
  await stage.page.keyboard.type('text');
  await expect(stage.document.getByLabel('Field')).toHaveValue('some text');
});

test('a dialogue opens, and it is told that it takes the focus', async ({ stage }) => {
  await stage.page.getByLabel('Editor').focus();
  const run = await stage.run({
    '/index.html': `<dialog><button>Close</button></dialog><script type="module" src="index.ts"></script>`,
    '/index.ts': `document.querySelector('dialog')!.showModal();`,
  });
  await expect.poll(() => stage.messages('focus-taken')).toMatchObject([{ run }]);
  await expect(stage.document.getByRole('button', { name: 'Close' })).toBeVisible();
});

test('the keyboard leads into the preview, and code may move the focus there', async ({
  stage,
}) => {
  await stage.run({
    '/index.html': `<input aria-label="First"><input aria-label="Second"><script type="module" src="index.ts"></script>`,
    '/index.ts': `
      const [first, second] = document.querySelectorAll('input');
      first!.addEventListener('focus', () => second!.focus());
      console.log('ready');`,
  });
  await expect.poll(() => stage.logged()).toEqual([['log', 'ready']]);
  await stage.page.getByLabel('Editor').focus();
  await stage.page.keyboard.press('Tab');
  await expect(stage.document.getByLabel('Second')).toBeFocused();
});

test('nothing reaches another origin, and the console says why', async ({ stage }) => {
  const elsewhere = `${stage.host}:${stage.house.elsewhere.port}`;
  await stage.run({
    '/index.html': `<script type="module" src="index.ts"></script>
      <img src="http://${elsewhere}/image.png" alt="">
      <link rel="stylesheet" href="http://${elsewhere}/styles.css">
      <script src="http://${elsewhere}/script.js"></script>
      <iframe src="http://${elsewhere}/frame"></iframe>
      <p onclick="console.log('inline')">text</p>`,
    '/index.ts': `
      const failed = (name: string) => (error: unknown) => console.log(name, (error as Error).name ?? 'error');
      await fetch('http://${elsewhere}/fetch').catch(failed('fetch'));
      await fetch('${stage.runnerOrigin}/manifest.json').catch(failed('runner'));
      new EventSource('http://${elsewhere}/sse').onerror = () => failed('sse')({});
      try { new WebSocket('ws://${elsewhere}/ws').onerror = () => failed('ws')({}); } catch (error) { failed('ws')(error); }
      await import('http://${elsewhere}/module.js'.slice()).catch(failed('import'));
      navigator.sendBeacon('http://${elsewhere}/beacon');
      try { new Function('return 1')(); } catch (error) { failed('eval')(error); }
      document.querySelector('p')!.click();
      console.log('tried');`,
  });
  await expect.poll(() => stage.logged()).toContainEqual(['log', 'tried']);
  const refusals = async () =>
    (await stage.logged()).flatMap(([method, text]) => (method === 'error' ? [String(text)] : []));
  for (const path of [
    'fetch',
    'sse',
    'ws',
    'beacon',
    'module.js',
    'image.png',
    'styles.css',
    'script.js',
  ]) {
    await expect
      .poll(async () => (await refusals()).filter((text) => text.includes(`/${path} `)))
      .toHaveLength(1);
  }
  for (const explanation of [
    `The connection to http://${elsewhere}/fetch was refused. Code in a sandbox talks to its live server alone, ${stage.liveOrigin}: use a relative address such as "sse/clock".`,
    'Code in an attribute such as onclick, or in eval, was not run. Write it in a file, and use addEventListener.',
    `The frame http://${elsewhere} was not loaded. A sandbox shows no other pages.`,
  ]) {
    await expect.poll(refusals).toContain(explanation);
  }
  expect(await stage.logged()).not.toContainEqual(['log', 'inline']);
  expect(stage.house.elsewhere.requests).toEqual([]);
});

test('the policy in the page holds without the server’s header', async ({ stage }) => {
  await stage.load(`http://${stage.host}:${stage.house.bareRunnerPort}`);
  await stage.run(`
    await fetch('http://${stage.host}:${stage.house.elsewhere.port}/').catch(() => console.log('refused'));
    console.log((await (await fetch('short')).json()).answer);`);
  await expect.poll(() => stage.logged()).toContainEqual(['log', 42]);
  expect(await stage.logged()).toContainEqual(['log', 'refused']);
});

test('links and code do not lead out of the run', async ({ stage }) => {
  await stage.run({
    '/index.html': `<a href="http://${stage.host}:${stage.house.elsewhere.port}/">Away</a>
      <a href="#end">End</a><div style="height: 3000px"></div><p id="end">The end</p>
      <script type="module" src="index.ts"></script>`,
    '/index.ts': `console.log('ready'); addEventListener('keydown', () => { location.href = 'http://${stage.host}:${stage.house.elsewhere.port}/'; });`,
  });
  await stage.document.getByText('Away').click();
  await expect
    .poll(() => stage.logged())
    .toContainEqual(['warn', expect.stringMatching(/^The link to .* was not followed/)]);
  await stage.document.getByText('End', { exact: true }).click();
  await expect(stage.document.getByText('The end')).toBeInViewport();

  await stage.document.locator('body').press('a');
  await expect
    .poll(() => stage.errors())
    .toEqual([{ message: expect.stringContaining('The code has left its page') }]);
  await expect.poll(() => stage.messages('stopped')).toMatchObject([{ reason: 'error' }]);
});

test('forms are not sent, and dialogues can be closed by theirs', async ({ stage }) => {
  await stage.run({
    '/index.html': `
      <form action="http://${stage.host}:${stage.house.elsewhere.port}/"><button>Send</button></form>
      <form id="handled"><button>Handle</button></form>
      <dialog open><form method="dialog"><button>Close</button></form></dialog>
      <script type="module" src="index.ts"></script>`,
    '/index.ts': `
      document.querySelector('form')!.submit();
      document.querySelector('#handled')!.addEventListener('submit', (event) => { event.preventDefault(); console.log('handled'); });
      console.log('ready');`,
  });
  const refusal = [
    'warn',
    'The form was not sent: the preview has no page to go to. Listen to "submit", call preventDefault, and use fetch.',
  ];
  await expect.poll(() => stage.logged()).toEqual([refusal, ['log', 'ready']]);
  for (const name of ['Send', 'Handle', 'Close']) {
    await stage.document.getByRole('button', { name }).click();
  }
  await expect
    .poll(() => stage.logged())
    .toEqual([refusal, ['log', 'ready'], refusal, ['log', 'handled']]);
  await expect(stage.document.getByRole('button', { name: 'Close' })).toBeHidden();
});

test('hears nobody but the page that it has registered with', async ({ stage }) => {
  await stage.run(`
    console.log('first');
    parent.postMessage({ type: 'register-frame', origin: location.origin, id: 1 }, '*');
    parent.postMessage({ type: 'stop', $id: 1 }, '*');
    setTimeout(() => console.log('still here'), 50);`);
  await expect.poll(() => stage.logged()).toContainEqual(['log', 'still here']);
  await stage.page.evaluate(() => {
    const { contentWindow } = window.stage.frame;
    contentWindow?.postMessage({ type: 'stop', $id: -1 }, '*');
    contentWindow?.postMessage('stop', '*');
    contentWindow?.postMessage({ type: 'compile', modules: { a: 1 } }, '*');
  });
  await stage.dispatch({ type: 'stop' });
  await expect.poll(() => stage.messages('stopped')).toHaveLength(1);
});

test('refreshing loads the page again, and runs what was asked for', async ({ stage }) => {
  await stage.run('console.log("ran")');
  await expect.poll(() => stage.logged()).toHaveLength(1);
  await stage.dispatch({ type: 'refresh' });
  await expect.poll(() => stage.logged()).toHaveLength(2);
});

test.describe('under a name that makes no secure context', () => {
  test.use({ host: roomHost });

  test('everything runs', async ({ stage }) => {
    await stage.run({
      '/index.ts': `
        import { value } from './value.ts';
        console.log(isSecureContext, value, crypto.subtle === undefined);
        new EventSource('sse').addEventListener('tick', (event) => console.log('sse', event.data));
        new WebSocket('ws').onmessage = (event) => console.log('ws', event.data);`,
      '/value.ts': 'export const value: number = 1;',
    });
    await expect.poll(() => stage.logged()).toHaveLength(3);
    expect((await stage.logged()).toSorted()).toEqual([
      ['log', false, 1, true],
      ['log', 'sse', '{"count":1}'],
      ['log', 'ws', 'hello'],
    ]);
    expect(await stage.errors()).toEqual([]);
    expect(stage.live.origins.slice(-2)).toEqual([stage.runnerOrigin, stage.runnerOrigin]);
  });
});
