/** What every log promises, as tests: a new kind of log is tested by one call. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Log, LogEntry } from '../../sandbox-server/logs/log.ts';
import type { ManualClock } from './manual-clock.ts';

/** Makes an empty log that keeps the newest `capacity` events; the clock tells it the time. */
export type MakeLog = (capacity: number, clock: ManualClock) => Promise<Log>;

export function logConformance(name: string, makeLog: MakeLog, makeClock: () => ManualClock): void {
  /** A log with so many events, their data counting from 1. */
  async function logWith(count: number, capacity = 100) {
    const clock = makeClock();
    const log = await makeLog(capacity, clock);
    for (let number = 1; number <= count; number += 1) {
      await log.append(`event-${number}`, { number });
    }
    return { log, clock };
  }

  describe(name, () => {
    test('is empty at first, with nothing before its first event', async () => {
      const { log } = await logWith(0);
      expect(await log.read(0)).toEqual({ entries: [], oldest: 1, head: 0 });
      await log.close();
    });

    test('numbers events from 1, and resolves to the number when the event can be read', async () => {
      const { log } = await logWith(0);
      for (const number of [1, 2, 3]) {
        expect(await log.append('said', {})).toBe(number);
        expect(await log.read(0)).toMatchObject({ oldest: 1, head: number });
      }
      await log.close();
    });

    test('keeps what it was given, as it was, and when', async () => {
      const { log, clock } = await logWith(0);
      const data = { text: 'häppy 🎉\n"', nested: [null, true, 1.5, { a: '' }] };
      await log.append('said', data);
      clock.advance(1000);
      await log.append('said', 'text');
      const { entries } = await log.read(0);
      expect(entries).toEqual([
        { number: 1, event: 'said', data, json: JSON.stringify(data), time: clock.now() - 1000 },
        { number: 2, event: 'said', data: 'text', json: '"text"', time: clock.now() },
      ]);
      await log.close();
    });

    test.each([
      [0, [1, 2, 3, 4, 5]],
      [1, [2, 3, 4, 5]],
      [4, [5]],
      [5, []],
      [99, []],
      [Number.MAX_SAFE_INTEGER, []],
      [-1, [1, 2, 3, 4, 5]],
    ])('has what came after %i', async (after, expected) => {
      const { log } = await logWith(5);
      const { entries, oldest, head } = await log.read(after);
      expect(entries.map(({ number }) => number)).toEqual(expected);
      expect({ oldest, head }).toEqual({ oldest: 1, head: 5 });
      await log.close();
    });

    test.each([1, 2, 3, 10])(
      'keeps the newest %i events, and goes on counting',
      async (capacity) => {
        const { log } = await logWith(0, capacity);
        for (let number = 1; number <= 35; number += 1) {
          await log.append('said', { number });
          const { entries, oldest, head } = await log.read(0);
          const first = Math.max(1, number - capacity + 1);
          expect({ oldest, head }).toEqual({ oldest: first, head: number });
          expect(entries.map((entry) => entry.number)).toEqual(range(first, number));
        }
        await log.close();
      },
    );

    test('tells its followers each event once, in order, from then on until they stop', async () => {
      const { log } = await logWith(2);
      const [one, other]: [LogEntry[], LogEntry[]] = [[], []];
      const stopOne = log.follow((entry) => one.push(entry));
      await log.append('said', 'three');
      const stopOther = log.follow((entry) => other.push(entry));
      await log.append('said', 'four');
      await told(other, 1);
      stopOne();
      await log.append('said', 'five');
      await told(other, 2);
      stopOther();
      stopOther();
      expect(one.map(({ number }) => number)).toEqual([3, 4]);
      expect(other.map(({ number }) => number)).toEqual([4, 5]);
      const { entries } = await log.read(2);
      expect([...one, other[1]]).toEqual(entries);
      await log.close();
    });

    test('gives every event a number of its own when many are appended at once', async () => {
      const { log } = await logWith(0);
      const seen: LogEntry[] = [];
      log.follow((entry) => seen.push(entry));
      const numbers = await Promise.all(range(1, 50).map((text) => log.append('said', { text })));
      await told(seen, 50);
      expect(numbers).toEqual(range(1, 50));
      expect(seen.map(({ data }) => data)).toEqual(range(1, 50).map((text) => ({ text })));
      await log.close();
    });

    test('what was read stays as it was while more is appended', async () => {
      const { log } = await logWith(3, 3);
      const { entries } = await log.read(0);
      for (let count = 0; count < 10; count += 1) await log.append('said', {});
      expect(entries.map(({ number }) => number)).toEqual([1, 2, 3]);
      await log.close();
    });

    test('whoever reads and then follows misses nothing', async () => {
      const steps = fc.array(fc.constantFrom('append', 'read', 'follow'), { maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 30, max: 40 }), async (acts, capacity) => {
          const log = await makeLog(capacity, makeClock());
          const readers: { first: LogEntry[]; later: LogEntry[] }[] = [];
          let head = 0;
          for (const act of acts) {
            if (act === 'append') {
              await log.append('said', {});
              head += 1;
            } else if (act === 'follow') {
              // Followed before it is read, as every transport does.
              const reader: (typeof readers)[number] = { first: [], later: [] };
              log.follow((entry) => reader.later.push(entry));
              reader.first.push(...(await log.read(0)).entries);
              readers.push(reader);
            } else {
              await log.read(head);
            }
          }
          for (const { first, later } of readers) {
            await told(later, head - first.length);
            const numbers = new Set([...first, ...later].map(({ number }) => number));
            expect([...numbers]).toEqual(range(1, head));
          }
          await log.close();
        }),
        { numRuns: 50 },
      );
    });

    test('has an epoch that can stand in an event id', async () => {
      const { log } = await logWith(0);
      expect(log.epoch).toMatch(/^[0-9a-z]{1,16}$/);
      await log.close();
    });
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** Resolves when a follower was told so many; it may take a log in another process a while. */
async function told(entries: readonly LogEntry[], count: number): Promise<void> {
  while (entries.length < count) await new Promise((resolve) => setImmediate(resolve));
}
