import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualClock } from '../tests/support/manual-clock.ts';
import type { Encoding } from './encodings.ts';
import { FanOut, type Follower } from './fan-out.ts';
import type { LogSlice } from './logs/log.ts';
import { MemoryLog } from './logs/memory-log.ts';

/** Writes each event's number, and counts how often it is asked to. */
class Numbers implements Encoding {
  calls = 0;
  encode(_: string, events: readonly { number: number }[]): Buffer {
    this.calls += 1;
    return Buffer.from(events.map(({ number }) => `${number};`).join(''));
  }
}

class Reader implements Follower {
  readonly encoding: Encoding;
  cursor: number;
  readonly writes: string[] = [];

  constructor(encoding: Encoding, cursor = 0) {
    this.encoding = encoding;
    this.cursor = cursor;
  }

  write(bytes: Buffer): void {
    this.writes.push(bytes.toString());
  }

  /** Numbers in the order in which they came. */
  get seen(): number[] {
    return this.writes.join('').split(';').slice(0, -1).map(Number);
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A memory log that takes some turns to answer, as one in another process does. */
class DistantLog extends MemoryLog {
  readonly #turns: number;

  constructor(turns: number) {
    super({ epoch: 'e', capacity: 1000, clock: new ManualClock() });
    this.#turns = turns;
  }

  override async read(after: number): Promise<LogSlice> {
    const slice = await super.read(after);
    for (let count = 0; count < this.#turns; count += 1) await turn();
    return slice;
  }
}

test('what is appended in one turn is encoded once and written once to each', async () => {
  const log = new DistantLog(0);
  const fanOut = new FanOut(log);
  const encoding = new Numbers();
  const readers = [new Reader(encoding), new Reader(encoding), new Reader(encoding)];
  for (const reader of readers) await fanOut.join(reader);
  for (let count = 0; count < 5; count += 1) void log.append('said', {});
  await turn();
  expect(readers.map(({ writes }) => writes)).toEqual(Array(3).fill(['1;2;3;4;5;']));
  expect(encoding.calls).toBe(1);
});

test('a lone event is written in the turn that it is appended in', async () => {
  const log = new DistantLog(0);
  const fanOut = new FanOut(log);
  const reader = new Reader(new Numbers());
  await fanOut.join(reader);
  void log.append('said', {});
  // Put off behind whatever the fan-out has put off in this turn.
  await turn();
  expect(reader.writes).toEqual(['1;']);
});

test('others get turns while it goes round many, and what comes meanwhile shares the next write', async () => {
  const log = new DistantLog(0);
  const fanOut = new FanOut(log);
  const encoding = new Numbers();
  const readers = Array.from({ length: 1000 }, () => new Reader(encoding));
  for (const reader of readers) await fanOut.join(reader);
  void log.append('said', {});
  await turn();
  expect(readers.at(0)?.writes).toEqual(['1;']);
  expect(readers.at(-1)?.writes).toEqual([]);
  void log.append('said', {});
  void log.append('said', {});
  while (readers.some(({ cursor }) => cursor < 3)) await turn();
  expect(readers.at(0)?.writes).toEqual(['1;', '2;3;']);
  expect(readers.at(-1)?.writes).toEqual(['1;2;3;']);
});

test('a follower of a log that forgot everything waits for what comes next', async () => {
  const log = new DistantLog(1);
  const fanOut = new FanOut(log);
  void log.append('said', {});
  void log.append('said', {});
  await turn();
  log.clear();
  const reader = new Reader(new Numbers());
  await fanOut.join(reader);
  void log.append('said', {});
  await turn();
  expect(reader.writes).toEqual(['3;']);
});

test('followers of each encoding share their own bytes', async () => {
  const log = new DistantLog(0);
  const fanOut = new FanOut(log);
  const encodings = [new Numbers(), new Numbers()] as const;
  for (const encoding of encodings) {
    await fanOut.join(new Reader(encoding));
    await fanOut.join(new Reader(encoding));
  }
  void log.append('said', {});
  await turn();
  expect(encodings.map(({ calls }) => calls)).toEqual([1, 1]);
});

test('whoever has left gets nothing more, and is not counted', async () => {
  const log = new DistantLog(2);
  const fanOut = new FanOut(log);
  const encoding = new Numbers();
  const [joined, joining] = [new Reader(encoding), new Reader(encoding)];
  await fanOut.join(joined);
  void log.append('said', {});
  const reading = fanOut.join(joining);
  expect(fanOut.size).toBe(2);
  fanOut.leave(joined);
  fanOut.leave(joining);
  expect(fanOut.size).toBe(0);
  await reading;
  void log.append('said', {});
  await turn();
  expect([...joined.writes, ...joining.writes]).toEqual([]);
  expect(fanOut.size).toBe(0);
});

test('when it is closed, nobody gets anything more', async () => {
  const log = new DistantLog(0);
  const fanOut = new FanOut(log);
  const reader = new Reader(new Numbers());
  await fanOut.join(reader);
  void log.append('said', {});
  fanOut.close();
  void log.append('said', {});
  await turn();
  expect(reader.writes).toEqual([]);
  expect(fanOut.size).toBe(0);
});

test('each gets every event behind its cursor once, in order, however joining and appending interleave', async () => {
  const act = fc.oneof(
    fc.record({ append: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ join: fc.nat(1), cursor: fc.nat(100) }),
    fc.record({ turns: fc.integer({ min: 1, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(4), fc.array(act, { maxLength: 30 }), async (slowness, acts) => {
      const log = new DistantLog(slowness);
      const fanOut = new FanOut(log);
      const encodings = [new Numbers(), new Numbers()];
      const readers: { reader: Reader; from: number }[] = [];
      const joins: Promise<void>[] = [];
      let head = 0;
      for (const step of acts) {
        if ('append' in step) {
          for (let count = 0; count < step.append; count += 1) void log.append('said', {});
          head += step.append;
        } else if ('join' in step) {
          const from = Math.min(step.cursor, head);
          const reader = new Reader(encodings[step.join] ?? new Numbers(), from);
          readers.push({ reader, from });
          joins.push(fanOut.join(reader));
        } else {
          for (let count = 0; count < step.turns; count += 1) await turn();
        }
      }
      await Promise.all(joins);
      await turn();
      for (const { reader, from } of readers) {
        const expected = Array.from({ length: head - from }, (_, index) => from + index + 1);
        expect(reader.seen).toEqual(expected);
      }
    }),
  );
});
