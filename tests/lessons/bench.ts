/** One sandbox on its lesson's page, in a browser context of its own: with a space, edits and verdicts that nobody else has. */
import type { Browser, Page, Response } from '@playwright/test';
import type { Verdict } from '../../src/sandbox/checks/results.ts';
import type { SandboxDescription } from '../../src/sandbox/description.ts';
import { Sandbox } from '../support/sandbox.ts';
import type { LessonSandbox } from './sandboxes.ts';

/** How long one press of Check may take, in milliseconds: checks have limits of their own. */
const patience = 300_000;
/** As Playwright names it. */
const http2 = 'HTTP/2.0';

/** A line of a stack that leads into a reader's script: those are named by their paths within the sandbox. */
const namesScript = /[ (]\/[^\s:]+:\d+:\d+/;

export class LessonBench implements AsyncDisposable {
  readonly #page: Page;
  readonly #sandbox: Sandbox;
  readonly #key: string;
  /** What the page itself, not the reader's code, has thrown. */
  readonly #pageErrors: string[] = [];
  /** Requests over HTTPS that were answered over anything but HTTP/2, each with what it was instead. */
  readonly #notHttp2: string[] = [];

  private constructor(page: Page, sandbox: Sandbox, key: string) {
    this.#page = page;
    this.#sandbox = sandbox;
    this.#key = key;
    page.on('pageerror', ({ message, stack = '' }) => {
      if (!namesScript.test(stack)) this.#pageErrors.push(message);
    });
    page.on('response', (response) => {
      if (response.url().startsWith('https:')) void this.#noteVersion(response);
    });
  }

  /** @throws when the lesson's page does not have the sandbox */
  static async open(
    browser: Browser,
    site: string,
    { key, address, lesson }: LessonSandbox,
  ): Promise<LessonBench> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(site + address);
    const descriptions = await page
      .locator('duplex-sandbox > script[type="application/json"]')
      .allTextContents();
    const description = descriptions
      .map((json) => JSON.parse(json) as SandboxDescription)
      .find((one) => one.key === key);
    if (description === undefined) {
      await context.close();
      throw new Error(`content/lessons/${lesson}/index.mdx has no <Sandbox> for ${key}.`);
    }
    const bench = new LessonBench(page, new Sandbox(page, description.title), key);
    await bench.#sandbox.scrollTo();
    await bench.#sandbox.button('Run').and(page.locator(':enabled')).waitFor();
    return bench;
  }

  /** Presses Check, and resolves to what came of it. @throws when the page has thrown */
  async check(): Promise<Verdict> {
    const name = `duplex:checks:${this.#key}`;
    await this.#page.evaluate((name) => localStorage.removeItem(name), name);
    await this.#sandbox.button('Check').click();
    const kept = await this.#page.waitForFunction(
      (name) => {
        const verdict = JSON.parse(localStorage.getItem(name) ?? 'null') as Verdict | null;
        return verdict === null || verdict.state === 'running' ? null : verdict;
      },
      name,
      { timeout: patience, polling: 200 },
    );
    this.#judgePage();
    return (await kept.jsonValue()) as Verdict;
  }

  async takeSolutionOver(): Promise<void> {
    await this.#sandbox.button('Solution').click();
    await this.#sandbox.code.getByRole('button', { name: 'Take over all files' }).click();
  }

  /** Writes files of the sandbox, as a reader who pastes. */
  async write(files: ReadonlyMap<string, string>): Promise<void> {
    for (const [name, text] of files) {
      await this.#sandbox.code.getByRole('tab', { name }).click();
      await this.#sandbox.write(text);
    }
  }

  /** Runs until something is to be seen, and resolves to the errors in its console. */
  async run(): Promise<string[]> {
    await this.#sandbox.button('Run').click();
    await Promise.any([
      this.#sandbox.output.locator('*').first().waitFor(),
      this.#sandbox.console.locator('.console-line').first().waitFor(),
    ]);
    await this.#sandbox.button('Stop').click();
    await this.#sandbox.state.filter({ hasText: 'Stopped' }).waitFor();
    this.#judgePage();
    return this.#sandbox.console.locator('[data-method=error]').allTextContents();
  }

  async #noteVersion(response: Response): Promise<void> {
    // A page that is closed does not tell any more.
    const version = await response.httpVersion().catch(() => http2);
    if (version !== http2) this.#notHttp2.push(`${response.url()} over ${version}`);
  }

  #judgePage(): void {
    if (this.#notHttp2.length > 0) {
      throw new Error(`Chromium does not speak HTTP/2: ${this.#notHttp2.join('; ')}`);
    }
    if (this.#pageErrors.length > 0) {
      throw new Error(`The page has thrown: ${this.#pageErrors.join('; ')}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#page.context().close();
  }
}
