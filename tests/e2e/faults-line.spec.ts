/** Faults of the line, switched on in the Faults panel, and what Chromium's own EventSource and WebSocket make of them. */
import { expect, test } from '../support/duplex.ts';
import { SideBySide } from '../support/side-by-side.ts';

/** `1, 2, 3`: nothing is missing and nothing came twice. */
const isUnbroken = (counts: number[]) =>
  counts.every((count, index) => index === 0 || count === (counts[index - 1] ?? 0) + 1);

test('cut resets both: the EventSource comes back where it was, the WebSocket stays closed', async ({
  page,
}) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.runBoth();
  const before = (await both.counts(both.events)).length;
  await both.press('Cut');
  await expect(both.messages.state).toHaveText('closed, code 1006');
  await expect(both.events.state).toHaveText('open');
  await both.tick(both.events, before + 3);
  expect(isUnbroken(await both.counts(both.events))).toBe(true);
  await both.openWire();
  await both.filterWire('server RST');
  await expect(both.sandbox.wire.getByRole('row', { name: /server RST/ })).toHaveCount(2);
});

test('cut by FIN is an end in order, and no closing handshake either', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.runBoth();
  await both.faults.getByRole('combobox', { name: 'Cut by' }).selectOption('fin');
  await both.press('Cut');
  await expect(both.messages.state).toHaveText('closed, code 1006');
  await expect(both.events.state).toHaveText('open');
});

test('freeze says nothing to either, and what waited comes late', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.runCode(`
    let last = performance.now();
    const source = new EventSource('sse/clock?every=200');
    source.addEventListener('tick', () => {
      const now = performance.now();
      if (now - last > 1200) console.log(\`silent for \${Math.round(now - last)}\`);
      last = now;
    });
    source.addEventListener('error', () => console.log('sse told 1'));
    const socket = new WebSocket('ws/clock?every=200');
    socket.addEventListener('close', () => console.log('ws told 1'));
  `);
  await expect(both.sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
  await both.set('Freeze for, ms', '1500');
  await both.switchOn('Freeze');
  await expect(both.faults.getByRole('status')).toHaveText('All faults are off.');
  expect(await both.logged('silent for')).toBeGreaterThan(1200);
  await expect(both.sandbox.counter).toHaveText('2 open: 1 SSE, 1 WebSocket');
  await expect(both.sandbox.console).not.toContainText('told');
});

test('delay is paid each way', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.set('Delay by, ms', '400');
  await both.switchOn('Delay');
  await both.runCode(`
    const socket = new WebSocket('ws/echo');
    socket.addEventListener('open', () => {
      const start = performance.now();
      socket.addEventListener('message', () => console.log(\`round trip \${Math.round(performance.now() - start)}\`));
      socket.send(JSON.stringify({ event: 'say', data: { text: 'there and back' } }));
    });
    const start = performance.now();
    const source = new EventSource('sse/clock');
    source.addEventListener('open', () => console.log(\`opened after \${Math.round(performance.now() - start)}\`));
  `);
  expect(await both.logged('round trip')).toBeGreaterThanOrEqual(800);
  expect(await both.logged('opened after')).toBeGreaterThanOrEqual(400);
});

test('jitter makes events late, and never changes their order', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.set('Jitter by up to, ms', '900');
  await both.switchOn('Jitter');
  await both.run();
  await both.tick(both.events, 8);
  await both.tick(both.messages, 8);
  expect(isUnbroken(await both.counts(both.events))).toBe(true);
  expect(isUnbroken(await both.counts(both.messages))).toBe(true);
});

test('throttle lets events pile up before the line', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.runCode(`
    const socket = new WebSocket('ws/clock?every=100');
    let isLate = false;
    socket.addEventListener('message', ({ data }) => {
      const late = Date.now() - Date.parse(JSON.parse(data).data.time);
      if (late > 1500 && !isLate) console.log(\`late by \${late}\`);
      isLate = isLate || late > 1500;
    });
  `);
  await expect(both.sandbox.counter).toHaveText('1 open: 1 WebSocket');
  await both.switchOn('Throttle');
  expect(await both.logged('late by')).toBeGreaterThan(1500);
});

test('truncate ends both inside an event or frame, of which the page sees nothing', async ({
  page,
}) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.runBoth();
  const before = (await both.counts(both.events)).length;
  await both.press('Truncate');
  await expect(both.messages.state).toHaveText('closed, code 1006');
  await both.tick(both.events, before + 3);
  await expect(both.events.state).toHaveText('open');
  expect(isUnbroken(await both.counts(both.events))).toBe(true);
  await both.openWire();
  await both.row(/incomplete.*bytes of a chunk that was cut off/);
  await both.row(/incomplete.*bytes of a frame that was cut off/);
});

test('idle-timeout closes what is silent, and leaves what is not', async ({ page }) => {
  const both = await SideBySide.open(page);
  await both.openFaults();
  await both.set('Idle timeout after, ms', '1200');
  await both.switchOn('Idle timeout');
  await both.runCode(`
    const quiet = new WebSocket('ws/echo');
    quiet.addEventListener('close', ({ code }) => console.log(\`quiet closed \${code}\`));
    const source = new EventSource('sse/echo');
    let errors = 0;
    source.addEventListener('error', () => console.log(\`event stream lost \${++errors}\`));
    const busy = new WebSocket('ws/clock?every=500');
    busy.addEventListener('close', ({ code }) => console.log(\`busy closed \${code}\`));
  `);
  expect(await both.logged('quiet closed')).toBe(1006);
  expect(await both.logged('event stream lost')).toBe(1);
  await expect(both.sandbox.console).not.toContainText('busy closed');
});
