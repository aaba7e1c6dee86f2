/** The exercise of lesson 1: the solution heals without a gap or a duplicate, the starting code does not heal. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { follow as startingCode } from './sandbox/heal/follow.ts';
import type { Page } from './sandbox/heal/page.ts';
import { Tally } from './sandbox/heal/tally.ts';

/** Imported by its address: its types are checked where it stands in a run, beside the other files of the sandbox. */
const { follow: solution } = (await import(
  new URL('./solution/heal/follow.ts', import.meta.url).href
)) as { follow: typeof startingCode };

/** Stands for the browser's WebSocket; the test is the server. */
class FakeWebSocket extends EventTarget {
  static opened: FakeWebSocket[] = [];
  readonly url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeWebSocket.opened.push(this);
  }

  open(): void {
    this.dispatchEvent(new Event('open'));
  }

  send(event: 'tick' | 'gap', number: number, data: object): void {
    const message = JSON.stringify({ id: `abc-${number}`, event, data });
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  break(): void {
    this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 }));
  }
}

function newest(): FakeWebSocket {
  const socket = FakeWebSocket.opened.at(-1);
  if (socket === undefined) throw new Error('Nothing was opened.');
  return socket;
}

/** What the page was told, one line for each. */
function recordingPage(): Page & { told: string[] } {
  const told: string[] = [];
  return {
    told,
    opened: () => told.push('opened'),
    tick: (count) => told.push(`tick ${count}`),
    closed: (code) => told.push(`closed ${code}`),
    waiting: (delay) => told.push(`waiting ${delay}`),
    gap: (reason) => told.push(`gap ${reason}`),
  };
}

beforeEach(() => {
  FakeWebSocket.opened = [];
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('the starting code stays closed', () => {
  const page = recordingPage();
  startingCode(page);
  newest().open();
  newest().send('tick', 7, { count: 7 });
  newest().break();
  vi.runAllTimers();
  expect(FakeWebSocket.opened).toHaveLength(1);
  expect(page.told).toEqual(['opened', 'tick 7', 'closed 1006']);
});

test('the solution comes back after a random delay, and resumes after the last event', () => {
  const page = recordingPage();
  solution(page);
  expect(newest().url).toBe('ws/clock?every=500');
  newest().open();
  newest().send('tick', 7, { count: 7 });
  newest().break();
  vi.advanceTimersByTime(499);
  expect(FakeWebSocket.opened).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(newest().url).toBe('ws/clock?every=500&after=abc-7');
  expect(page.told.slice(-2)).toEqual(['closed 1006', 'waiting 500']);
});

test('the solution waits longer after every failure, at most 10 seconds before chance, until a message comes', () => {
  const page = recordingPage();
  solution(page);
  for (let attempt = 0; attempt < 7; attempt += 1) {
    // It opens and breaks again: opening alone proves nothing.
    newest().open();
    newest().break();
    vi.runAllTimers();
  }
  newest().send('tick', 1, { count: 1 });
  newest().break();
  const waits = page.told.filter((line) => line.startsWith('waiting'));
  expect(waits).toEqual(
    [500, 1000, 2000, 4000, 5000, 5000, 5000, 500].map((delay) => `waiting ${delay}`),
  );
});

test('the solution admits a gap, and goes on from there', () => {
  const page = recordingPage();
  solution(page);
  newest().send('gap', 40, { asked: 'abc-7', reason: 'history-gone' });
  newest().break();
  vi.runAllTimers();
  expect(page.told).toContain('gap history-gone');
  expect(newest().url).toBe('ws/clock?every=500&after=abc-40');
});

test('the tally counts what is missing and what came twice, and forgives what was admitted', () => {
  const tally = new Tally();
  expect([7, 8, 11, 11, 10, 12].map((count) => tally.tick(count))).toEqual([
    'next',
    'next',
    'skipped',
    'twice',
    'twice',
    'next',
  ]);
  expect(tally.verdict).toBe('Back, but not healed: 2 missing, 2 twice.');

  const admitted = new Tally();
  admitted.tick(7);
  admitted.gap();
  admitted.tick(40);
  expect(admitted.verdict).toBe('Healed: nothing missing, nothing twice, gaps admitted: 1.');
});
