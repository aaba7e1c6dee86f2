/** A newcomer's path, from the landing page through the first lesson to the next one, as three people go it. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/duplex.ts';
import { type Hands, keyboard, mouse } from '../support/hands.ts';
import { Sandbox } from '../support/sandbox.ts';

// Snapshots of the page show each step; pictures of every frame would cost more than the test.
test.use({ trace: { mode: 'retain-on-failure', screenshots: false } });
// Checks wait for what must come, and for what must not: the workers share them.
test.describe.configure({ mode: 'parallel', timeout: 400_000 });

/** A good attempt: it comes back, by lot, and later each time; but it has forgotten where it was. */
const firstAttempt = `import type { ServerMessage } from './messages.ts';
import type { Locator, Page } from './page.ts';

export function follow(page: Page): void {
  let longest = 1000;
  const connect = () => {
    const socket = new WebSocket('ws/clock?every=500');
    socket.addEventListener('open', () => page.opened());
    socket.addEventListener('message', (event) => {
      const message: ServerMessage = JSON.parse(event.data);
      longest = 1000;
      if (message.event === 'tick') page.tick(message.data.count);
    });
    socket.addEventListener('close', () => {
      setTimeout(connect, Math.random() * longest);
      longest *= 2;
    });
  };
  connect();
}
`;

interface Newcomer {
  who: string;
  width: number;
  hands(page: Page): Hands;
  /** The link to the next lesson that is followed: at the end of the page, or with the result. */
  onward: 'page' | 'result';
}

const newcomers: Newcomer[] = [
  { who: 'with a mouse on a wide screen', width: 1280, hands: mouse, onward: 'page' },
  { who: 'with a finger at 390 pixels', width: 390, hands: mouse, onward: 'result' },
  { who: 'with a keyboard alone', width: 1280, hands: keyboard, onward: 'result' },
];

for (const { who, width, hands: handsOf, onward } of newcomers) {
  test(`a newcomer ${who} goes from the landing page to the second lesson`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const hands = handsOf(page);
    await test.step('lands, and sees two live streams', () => land(page, hands));
    await test.step('predicts, runs and pulls the plug', () => predict(page, hands));
    const sandbox = new Sandbox(page, 'Make it heal');
    await test.step('writes a first attempt, fails a check and reads why', () =>
      fail(sandbox, hands));
    await test.step('takes the solution over, and passes', () => pass(sandbox, hands));
    await test.step('goes on to the next lesson', () =>
      goOn(onward === 'page' ? page.locator('a[rel=next]') : nextLesson(sandbox), hands));
  });
}

async function land(page: Page, hands: Hands): Promise<void> {
  await page.goto('/');
  for (const lane of ['sse', 'ws']) {
    await expect(page.locator(`[data-lane=${lane}]`).getByRole('status')).toHaveText('Open');
  }
  await hands.press(page.getByRole('link', { name: 'Start with the first lesson' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The dilemma');
}

async function predict(page: Page, hands: Hands): Promise<void> {
  const choice = 'Only the SSE stream comes back, and no tick is missing';
  const prediction = page.getByRole('group', { name: /pull the plug, and wait ten seconds/ });
  await hands.press(prediction.getByRole('radio', { name: choice }));
  const told = prediction.getByRole('status');
  await expect(told).toHaveText(`Your prediction: ${choice}.`);

  const sandbox = new Sandbox(page, 'Two live streams');
  await sandbox.open();
  await hands.press(sandbox.button('Run'));
  const [stream, socket] = [sandbox.output.locator('.sse'), sandbox.output.locator('.ws')];
  await expect(socket.getByRole('listitem').nth(2)).toBeVisible();

  const plug = page.locator('duplex-plug').first();
  await hands.press(plug.getByRole('button', { name: 'Pull the plug' }));
  await expect(plug.getByRole('status')).toHaveText(/^Cut\./);
  await expect(socket.getByRole('status')).toHaveText('closed, code 1006');
  await expect(stream.locator('.late').first()).toBeVisible({ timeout: 20_000 });
  await expect(stream.getByRole('status')).toHaveText('open');
  await expect(told).toHaveText(`Your prediction: ${choice}. Your run showed just that.`, {
    timeout: 30_000,
  });
  await hands.press(sandbox.button('Stop'));
}

async function fail(sandbox: Sandbox, hands: Hands): Promise<void> {
  await sandbox.open();
  await hands.replace(sandbox.editor, firstAttempt);
  await hands.press(sandbox.button('Check'));
  const { checks } = sandbox;
  const failed = checks.getByRole('listitem').filter({ hasText: 'asks for what came after' });
  await expect(failed).toContainText(/Expected\s*the id in \?after=, of the last tick/, {
    timeout: 90_000,
  });
  await expect(failed).toContainText(/Seen\s*nothing/);
  await expect(checks).toContainText('3 of 6 passed');

  // They are in order: the last tick that had come, then the request that did not ask for more.
  await hands.press(failed.getByRole('button').last());
  const record = sandbox.wire.getByRole('region', { name: /^Record / });
  await expect(record).toContainText('request line');
}

async function pass(sandbox: Sandbox, hands: Hands): Promise<void> {
  await hands.press(sandbox.button('Solution'));
  await hands.press(sandbox.code.getByRole('button', { name: 'Take over all files' }));
  await expect(sandbox.editor).toContainText('Math.random()');
  await hands.press(sandbox.button('Check'));
  await expect(sandbox.checks).toContainText('Passed: all 6 checks.', { timeout: 120_000 });
}

function nextLesson({ checks }: Sandbox): Locator {
  return checks.getByRole('link', { name: /^Next lesson: / });
}

async function goOn(next: Locator, hands: Hands): Promise<void> {
  const page = next.page();
  const words = (await next.textContent()) ?? '';
  await hands.press(next);
  await expect(page).not.toHaveURL(/the-dilemma/);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toBeVisible();
  expect(words).toContain((await title.textContent()) ?? 'no title');
}
