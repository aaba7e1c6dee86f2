/** A sandbox on a lesson's page, as a reader finds it. */
import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

export class Sandbox {
  /** The whole of it, known by its title. */
  readonly root: Locator;
  readonly code: Locator;
  readonly preview: Locator;
  readonly console: Locator;
  readonly wire: Locator;
  readonly faults: Locator;
  readonly checks: Locator;
  /** The open file's text box; there is one when the workbench is there. */
  readonly editor: Locator;
  readonly state: Locator;
  readonly counter: Locator;
  readonly #page: Page;

  constructor(page: Page, title: string) {
    this.#page = page;
    this.root = page.getByRole('region', { name: title, exact: true });
    this.code = this.root.getByRole('region', { name: 'Code', exact: true });
    this.preview = this.root.getByRole('region', { name: 'Preview', exact: true });
    this.console = this.root.getByRole('region', { name: 'Console', exact: true });
    this.wire = this.root.getByRole('region', { name: 'Wire', exact: true });
    this.faults = this.root.getByRole('region', { name: 'Faults', exact: true });
    this.checks = this.root.getByRole('region', { name: 'Checks', exact: true });
    this.editor = this.code.getByRole('textbox');
    this.state = this.root.locator('.sandbox-state');
    this.counter = this.root.locator('.sandbox-counter');
  }

  /** Opens a page and the sandbox of that title on it. */
  static async at(page: Page, path: string, title: string): Promise<Sandbox> {
    await page.goto(path);
    const sandbox = new Sandbox(page, title);
    await sandbox.open();
    return sandbox;
  }

  /** Goes to it and waits for its workbench. */
  async open(): Promise<void> {
    await this.scrollTo();
    // The workbench is large, and the machine may be busy.
    await expect(this.button('Run')).toBeEnabled({ timeout: 30_000 });
  }

  /** Not Playwright's own way, which waits for an element that the workbench is about to replace. */
  async scrollTo(): Promise<void> {
    await this.root.evaluate((element) => element.scrollIntoView());
  }

  /** Such as `Run`, `Stop`, `Reset`, `Solution`, `Take over all files`. */
  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** Opens the menu and chooses what it offers. */
  async more(item: 'Share link' | 'Download' | 'Open in playground'): Promise<void> {
    await this.root.getByRole('button', { name: 'More', exact: true }).click();
    await this.root.getByRole('menuitem', { name: item, exact: true }).click();
  }

  tab(name: string): Locator {
    return this.root.getByRole('tab', { name });
  }

  /** Opens the panel and waits until the wire is recorded: from then on nothing is missed. */
  async openWire(view: 'Diagram' | 'Table' | 'Totals'): Promise<void> {
    await this.tab('Wire').click();
    await this.wire.getByRole('button', { name: view, exact: true }).click();
    await expect(this.wire.getByRole('status')).toHaveText('Live');
  }

  /** Replaces the open file. */
  async write(code: string): Promise<void> {
    await this.editor.focus();
    await this.#page.keyboard.press('ControlOrMeta+a');
    // As pasted: typing would close brackets and indent by itself.
    await this.#page.keyboard.insertText(code);
  }

  /** What the reader's page shows: the document of the current run, inside of the runner's. */
  get output(): Locator {
    return this.preview
      .getByTitle(/^Preview of /)
      .contentFrame()
      .locator('iframe')
      .contentFrame()
      .locator('body');
  }
}
