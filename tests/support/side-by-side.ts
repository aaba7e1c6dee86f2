/** The playground's first page: one topic over an EventSource and over a WebSocket, and every fault. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './duplex.ts';
import { Sandbox } from './sandbox.ts';

/** One of the two columns of its page. */
export interface Column {
  state: Locator;
  /** The newest is the first. */
  ticks: Locator;
}

export class SideBySide {
  readonly sandbox: Sandbox;
  readonly faults: Locator;
  readonly events: Column;
  readonly messages: Column;
  readonly #page: Page;

  private constructor(page: Page, sandbox: Sandbox) {
    this.#page = page;
    this.sandbox = sandbox;
    this.faults = sandbox.faults;
    const column = (name: string): Column => {
      const section = sandbox.output
        .locator('section')
        .filter({ has: page.getByRole('heading', { name }) });
      return { state: section.locator('p'), ticks: section.locator('li') };
    };
    this.events = column('Server-Sent Events');
    this.messages = column('WebSocket');
  }

  static async open(page: Page): Promise<SideBySide> {
    const title = 'Two transports side by side';
    return new SideBySide(page, await Sandbox.at(page, '/playground/side-by-side/', title));
  }

  /** Opens the panel; from then on its switches work. */
  async openFaults(): Promise<void> {
    await this.sandbox.tab('Faults').click();
    await expect(this.faults.getByRole('status')).toHaveText('All faults are off.');
  }

  /** Sets a parameter, by the name of its field. */
  async set(field: string, value: string): Promise<void> {
    await this.faults.getByRole('spinbutton', { name: field }).fill(value);
  }

  async switchOn(fault: string): Promise<void> {
    const control = this.faults.getByRole('switch', { name: fault, exact: true });
    await control.click();
    await expect(control).toBeChecked();
  }

  /** For faults that happen at a moment. */
  async press(fault: string): Promise<void> {
    await this.faults.getByRole('button', { name: fault, exact: true }).click();
  }

  async run(): Promise<void> {
    await this.sandbox.button('Run').click();
  }

  /** Runs it, and waits until both columns tick. */
  async runBoth(): Promise<void> {
    await this.run();
    await this.tick(this.events);
    await this.tick(this.messages);
  }

  /** Runs other code in place of its own. */
  async runCode(code: string): Promise<void> {
    await this.sandbox.write(code);
    await this.run();
  }

  /** Waits until a column has at least so many ticks. */
  async tick({ ticks }: Column, count = 2): Promise<void> {
    await expect(ticks.nth(count - 1)).toBeVisible();
  }

  /** The counts of a column's ticks as they came. */
  async counts({ ticks }: Column): Promise<number[]> {
    const values = await ticks.evaluateAll((items) =>
      items.map((item) => Number(item.getAttribute('value'))),
    );
    return values.reverse();
  }

  /** Waits for a line of the console that starts so, and gives the number after it. */
  async logged(start: string): Promise<number> {
    await this.sandbox.tab('Console').click();
    const line = this.sandbox.console.getByText(new RegExp(`^${start} \\d+`)).first();
    await expect(line).toBeVisible();
    return Number((await line.textContent())?.replace(start, '').trim());
  }

  /** Waits for a row of the wire's table. */
  async row(name: RegExp): Promise<Locator> {
    const row = this.sandbox.wire.getByRole('row', { name }).first();
    await expect(row).toBeAttached();
    return row;
  }

  async openWire(): Promise<void> {
    await this.sandbox.openWire('Table');
  }

  async filterWire(text: string): Promise<void> {
    const { wire } = this.sandbox;
    const filter = wire.getByRole('button', { name: 'Filter' });
    if ((await filter.getAttribute('aria-expanded')) !== 'true') await filter.click();
    await wire.getByLabel('Text').fill(text);
  }

  /** Presses Tab until the element has the focus. */
  async tabTo(target: Locator): Promise<void> {
    await expect(async () => {
      await this.#page.keyboard.press('Tab');
      await expect(target).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
  }
}
