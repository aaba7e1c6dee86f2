/** What the runner tells a check about the page of a run, and does on it. */
import type { PageAnswer, PageQuestion } from '../../src/runner/protocol.ts';
import { expect, type OnStage, test } from '../support/runner/test.ts';

let asks = 0;

/** Asks, and gives a function that tells whether the answer has come. */
async function ask(stage: OnStage, question: PageQuestion): Promise<() => Promise<PageAnswer[]>> {
  asks += 1;
  const number = asks;
  await stage.dispatch({ type: 'page-ask', ask: number, question });
  return async () =>
    (await stage.messages('page-answer'))
      .filter((message) => message.ask === number)
      .map(({ answer }) => answer);
}

test('tells the texts of all elements that fit, and the values of fields', async ({ stage }) => {
  await stage.run({
    '/index.html':
      '<p class="one">  first\n <b>line</b> </p><p class="one">second</p><input value="typed">',
    '/index.ts': '',
  });
  const texts = await ask(stage, { about: 'texts', selector: '.one, input, .none' });
  await expect.poll(texts).toEqual([{ texts: ['first line', 'second', 'typed'] }]);
});

test('answers when an element shows the text, however that came about', async ({ stage }) => {
  await stage.run(`
    document.body.innerHTML = '<p></p><button>Go</button><input>';
    const [p, button, input] = document.body.children;
    button.addEventListener('click', () => { p.append('ticks: ', '12'); });
    input.addEventListener('change', () => { p.firstChild.data = input.value; });
  `);
  const counted = await ask(stage, {
    about: 'shows',
    selector: 'p',
    text: { source: 'ticks: \\d+$', flags: '' },
  });
  const typed = await ask(stage, { about: 'shows', selector: 'input', text: { includes: 'new' } });
  expect(await counted()).toEqual([]);
  const pressed = await ask(stage, { about: 'press', selector: 'button' });
  await expect.poll(counted).toEqual([{ texts: ['ticks: 12'] }]);
  await expect.poll(pressed).toEqual([{ texts: ['Go'] }]);
  expect(await typed()).toEqual([]);
  await ask(stage, { about: 'type', selector: 'input', text: 'a new one' });
  await expect.poll(typed).toEqual([{ texts: ['a new one'] }]);
  const texts = await ask(stage, { about: 'texts', selector: 'p' });
  await expect.poll(texts).toEqual([{ texts: ['a new one12'] }]);
});

test('presses a button once it is there and enabled, and takes the focus from nobody', async ({
  stage,
}) => {
  await stage.run(`
    addEventListener('message', ({ data }) => {
      if (data === 'add') document.body.innerHTML = '<button disabled>Go</button>';
      if (data === 'enable') document.querySelector('button').disabled = false;
    });
    document.addEventListener('click', () => console.log('pressed'));
  `);
  await stage.page.locator('textarea').focus();
  const tell = (word: string) =>
    stage.document.locator('body').evaluate((_body, said) => window.postMessage(said), word);
  const pressed = await ask(stage, { about: 'press', selector: 'button' });
  await tell('add');
  await expect(stage.document.locator('button')).toBeDisabled();
  expect(await pressed()).toEqual([]);
  await tell('enable');
  await expect.poll(pressed).toEqual([{ texts: ['Go'] }]);
  await expect.poll(() => stage.logged()).toEqual([['log', 'pressed']]);
  await expect(stage.page.locator('textarea')).toBeFocused();
});

test('says that there is no run, that it has ended, or that a selector is none', async ({
  stage,
}) => {
  const early = await ask(stage, { about: 'texts', selector: 'p' });
  await expect.poll(early).toEqual([{ ended: true }]);
  await stage.run('document.body.textContent = "here";');
  const waiting = await ask(stage, { about: 'press', selector: 'button' });
  const wrong = await ask(stage, { about: 'texts', selector: 'p[' });
  await expect.poll(wrong).toEqual([{ problem: expect.stringContaining('p[') }]);
  await stage.dispatch({ type: 'stop' });
  await expect.poll(waiting).toEqual([{ ended: true }]);
});

test('does not answer what nobody waits for any more', async ({ stage }) => {
  await stage.run('addEventListener("message", () => { document.body.textContent = "late"; });');
  const forgotten = await ask(stage, { about: 'shows', selector: 'body', text: { includes: '' } });
  await expect.poll(forgotten).toHaveLength(1);
  const late = await ask(stage, { about: 'shows', selector: 'body', text: { includes: 'late' } });
  await stage.dispatch({ type: 'page-forget', ask: asks });
  const kept = await ask(stage, { about: 'shows', selector: 'body', text: { includes: 'late' } });
  await stage.document.locator('body').evaluate(() => window.postMessage('go'));
  await expect.poll(kept).toHaveLength(1);
  expect(await late()).toEqual([]);
});
