import { expect, test } from 'vitest';
import { logConformance } from '../../tests/support/log-conformance.ts';
import { ManualClock } from '../../tests/support/manual-clock.ts';
import { MemoryLog } from './memory-log.ts';

logConformance(
  'MemoryLog',
  async (capacity, clock) => new MemoryLog({ epoch: 'k3f9q', capacity, clock }),
  () => new ManualClock(),
);

test('keeps as many of its events as hold no more bytes than it may, and one at least', async () => {
  const clock = new ManualClock();
  const log = new MemoryLog({ epoch: 'e', capacity: 10, maxBytes: 100, clock });
  // 42 bytes each with their quotes.
  for (let count = 0; count < 5; count += 1) await log.append('said', 'x'.repeat(40));
  expect(await log.read(0)).toMatchObject({ oldest: 4, head: 5 });
  await log.append('said', 'x'.repeat(400));
  expect(await log.read(0)).toMatchObject({ oldest: 6, head: 6 });
  await log.append('said', '');
  expect(await log.read(0)).toMatchObject({ oldest: 7, head: 7 });
});

test('counts on when it is cleared', async () => {
  const log = new MemoryLog({ epoch: 'e', capacity: 10, clock: new ManualClock() });
  for (let count = 0; count < 3; count += 1) await log.append('said', {});
  log.clear();
  expect(await log.read(0)).toEqual({ entries: [], oldest: 4, head: 3 });
  expect(await log.append('said', {})).toBe(4);
});

test('tells nobody anything once it is closed', async () => {
  const log = new MemoryLog({ epoch: 'e', capacity: 10, clock: new ManualClock() });
  const seen: number[] = [];
  log.follow(({ number }) => seen.push(number));
  await log.close();
  await log.append('said', {});
  expect(seen).toEqual([]);
});
