/**
 * What Firefox does otherwise than Chromium, in which all other browser tests run: relative addresses of WebSockets, a
 * run's policy, and an EventSource of another origin. It takes a Firefox that is installed: Debian's `firefox-esr`.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Firefox, findFirefox } from './support/firefox.ts';
import { type ServerProcess, startServerProcess } from './support/server-process.ts';

const program = findFirefox();

/** A page is loaded, a run is started and its lines are cut: none of it is instant. */
const patience = { timeout: 30_000, interval: 200 };

// Not everybody has one.
describe.skipIf(program === undefined)('in Firefox', { timeout: 120_000 }, () => {
  let server: ServerProcess;
  let firefox: Firefox;

  beforeAll(async () => {
    server = await startServerProcess();
    firefox = await Firefox.launch(program ?? '');
  });

  afterAll(async () => {
    await firefox?.[Symbol.asyncDispose]();
    await server?.stop();
  });

  /** Opens a page and brings its first sandbox, or the one of a title, to life. */
  async function open(address: string, title = ''): Promise<void> {
    await firefox.goto(server.urls.site + address);
    const find = (title: string) => {
      const all = [...document.querySelectorAll<HTMLElement>('duplex-sandbox')];
      const sandbox = all.find((one) => one.textContent.includes(title));
      sandbox?.scrollIntoView();
      if (sandbox) sandbox.dataset['test'] = 'here';
      return sandbox !== undefined;
    };
    expect(await firefox.evaluate(find, title)).toBe(true);
    await expect.poll(() => isEnabled('Run'), patience).toBe(true);
  }

  const isEnabled = (label: string) =>
    firefox.evaluate((label) => {
      const all = document.querySelectorAll<HTMLButtonElement>('[data-test=here] button');
      return [...all].some((one) => one.textContent.trim() === label && !one.disabled);
    }, label);

  async function press(label: string): Promise<void> {
    await expect.poll(() => isEnabled(label), patience).toBe(true);
    await firefox.evaluate((label) => {
      const all = document.querySelectorAll<HTMLButtonElement>('[data-test=here] button');
      [...all].find((one) => one.textContent.trim() === label && !one.disabled)?.click();
    }, label);
  }

  const textOf = (selector: string) =>
    firefox.evaluate(
      (selector) =>
        document
          .querySelector(`[data-test=here] ${selector}`)
          ?.textContent.replaceAll(/\s+/g, ' ') ?? '',
      selector,
    );

  test('both streams of the first lesson open, and only the event stream outlives the plug', async () => {
    await open('/lessons/the-dilemma/', 'Two live streams');
    await press('Run');
    await expect.poll(() => textOf('.sandbox-counter'), patience).toMatch(/^2 open/);
    await press('Pull the plug');
    await expect.poll(() => textOf('.sandbox-counter'), patience).toMatch(/^0 open/);
    await expect.poll(() => textOf('.sandbox-counter'), patience).toMatch(/^1 open: 1 SSE/);
  });

  test('a run imports the packages that it may', async () => {
    await open('/playground/fetch-stream/');
    await press('Run');
    await expect.poll(() => textOf('.console'), patience).toContain('text/event-stream');
    await expect.poll(() => textOf('.sandbox-counter'), patience).toMatch(/^1 open/);
  });

  test('the solution of the first exercise passes its checks', async () => {
    await open('/lessons/the-dilemma/', 'Make it heal');
    await press('Solution');
    await press('Check');
    await expect
      .poll(() => textOf('.checks [role=status]'), { ...patience, timeout: 90_000 })
      .toMatch(/^The solution passes: all \d checks\./);
  });
});
