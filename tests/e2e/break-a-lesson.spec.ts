/** A reader of lesson 3 cuts, freezes and strips, with the mouse and with the keyboard alone, and reads off the bytes what each did. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { type Hands, keyboard, mouse } from '../support/hands.ts';
import { Sandbox } from '../support/sandbox.ts';

test.describe.configure({ mode: 'parallel', timeout: 180_000 });

interface Reader extends Hands {
  /** Opens the first of the rows that the wire shows. */
  openFirst(grid: Locator): Promise<void>;
}

const readers: Record<string, (page: Page) => Reader> = {
  'with the mouse': (page) => ({
    ...mouse(page),
    openFirst: (grid) => grid.getByRole('row').nth(1).click(),
  }),
  'with the keyboard alone': (page) => {
    const hands = keyboard(page);
    return {
      ...hands,
      // Escape would empty a search box.
      async replace(box, text) {
        await hands.press(box);
        await page.keyboard.press('ControlOrMeta+a');
        await page.keyboard.insertText(text);
      },
      async openFirst(grid) {
        await hands.press(grid);
        await page.keyboard.press('Home');
        await page.keyboard.press('Enter');
      },
    };
  },
};

for (const [how, reader] of Object.entries(readers)) {
  test(`cuts, freezes and strips ${how}, and sees each in the bytes`, async ({ page }) => {
    const sandbox = await Sandbox.at(page, '/lessons/transport/', 'Something in the way');
    const bench = new Bench(sandbox, reader(page));
    await bench.watch();
    await cuts(bench);
    await freezes(bench);
    await strips(bench);
  });
}

async function cuts(bench: Bench): Promise<void> {
  const { sandbox } = bench;
  await bench.press(sandbox.button('Run'));
  await expect(bench.diaryOf('ws')).toContainText('first tick');
  await expect(bench.diaryOf('sse')).toContainText('first tick');

  await bench.fault('button', 'Cut');
  await expect(bench.diaryOf('ws')).toContainText('close, code 1006, reason ""');
  await expect(bench.diaryOf('sse')).toHaveText(/open.*error, readyState 0.*open/);
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');

  await bench.find('server RST', 2);
  expect(await bench.read()).toContain('end to the client');
  await bench.find('last-event-id', 1);
  expect(await bench.read('last-event-id')).toMatch(/last-event-id\S*-\d+/);
}

async function freezes(bench: Bench): Promise<void> {
  const { sandbox } = bench;
  await bench.showAll();
  const freeze = await bench.fault('switch', 'Freeze');
  await expect(freeze).toBeChecked();
  await bench.press(sandbox.tab('Wire'));
  const amount = sandbox.wire.locator('.wire-amount');
  const before = (await amount.textContent()) ?? '';
  // The clock of this lesson ticks twice a second.
  await expect(sandbox.output.locator('.sse .silence')).toHaveText(/silent for [2-9]\.\d s/);
  await expect(amount).toHaveText(before);
  await expect(sandbox.counter).toHaveText('1 open: 1 SSE');

  await bench.fault('switch', 'Freeze');
  await expect(freeze).not.toBeChecked();
  await expect(sandbox.output.locator('.sse .silence')).toHaveText(/silent for 0\.\d s/);
  await bench.press(sandbox.tab('Wire'));
  await expect(amount).not.toHaveText(before);
}

async function strips(bench: Bench): Promise<void> {
  const { sandbox } = bench;
  await bench.press(sandbox.button('Stop'));
  await bench.press(sandbox.wire.getByRole('button', { name: 'Clear' }));
  const strip = await bench.fault('switch', 'Strip Upgrade');
  await expect(strip).toBeChecked();
  await bench.press(sandbox.button('Run'));
  await expect(bench.diaryOf('ws')).toHaveText(/error.*close, code 1006, reason ""$/);
  await expect(bench.diaryOf('sse')).toContainText('first tick');

  await bench.find('ws/clock', 1);
  expect(await bench.read('upgrade')).toContain('websocket');
  await bench.find('426 Upgrade Required', 1);
  expect(await bench.read('status line')).toContain('HTTP/1.1 426 Upgrade Required');
}

/** The lesson's sandbox, in somebody's hands. */
class Bench {
  readonly sandbox: Sandbox;
  readonly #reader: Reader;
  readonly #grid: Locator;

  constructor(sandbox: Sandbox, reader: Reader) {
    this.sandbox = sandbox;
    this.#reader = reader;
    this.#grid = sandbox.wire.getByRole('grid', { name: 'Records' });
  }

  press(target: Locator): Promise<void> {
    return this.#reader.press(target);
  }

  /** Shows the wire as a table, with the line in which records are looked for. */
  async watch(): Promise<void> {
    const { sandbox } = this;
    await this.press(sandbox.tab('Wire'));
    for (const name of ['Table', 'Filter']) {
      await this.press(sandbox.wire.getByRole('button', { name, exact: true }));
    }
    await expect(sandbox.wire.getByRole('status')).toHaveText('Live');
  }

  diaryOf(transport: 'sse' | 'ws'): Locator {
    return this.sandbox.output.locator(`.${transport} .events`);
  }

  /** Presses one of the Faults panel's buttons or switches. */
  async fault(role: 'button' | 'switch', name: string): Promise<Locator> {
    const control = this.sandbox.faults.getByRole(role, { name, exact: true });
    await this.press(this.sandbox.tab('Faults'));
    await this.press(control);
    return control;
  }

  /** Looks for records on the wire: there are as many. */
  async find(text: string, amount: number): Promise<void> {
    await this.press(this.sandbox.tab('Wire'));
    await this.#reader.replace(this.sandbox.wire.getByRole('searchbox', { name: 'Text' }), text);
    const found = this.sandbox.wire.locator('.wire-amount');
    await expect(found).toHaveText(new RegExp(`^${amount} of \\d+ records`));
  }

  async showAll(): Promise<void> {
    await this.press(this.sandbox.wire.getByRole('button', { name: 'Show all' }));
  }

  /** Opens the first of the records that were found: what it says of itself, or of one of its parts. */
  async read(part?: string): Promise<string> {
    await this.#reader.openFirst(this.#grid);
    const record = this.sandbox.wire.getByRole('region', { name: /^Record / });
    const named = record.getByRole('listitem').filter({
      has: record.page().getByRole('button', { name: part ?? '', exact: true }),
    });
    return (await (part === undefined ? record : named).textContent()) ?? '';
  }
}
