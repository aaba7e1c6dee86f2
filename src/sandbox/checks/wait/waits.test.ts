import { expect, test } from 'vitest';
import { CheckFailure } from '../failure.ts';
import { Waits } from './waits.ts';

/** Lets promises that are settled have their effects. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A server and a browser whose time is told by the test. */
function setUp(limit = 2000) {
  const state = { now: 0, isHopeless: false };
  const timers: { milliseconds: number; fire: () => void }[] = [];
  const told: (readonly string[])[] = [];
  const ending = new AbortController();
  const waits = new Waits({
    clock: {
      mark: async () => state.now,
      after: (milliseconds) => new Promise((fire) => timers.push({ milliseconds, fire })),
    },
    signal: ending.signal,
    limit,
    isHopeless: () => state.isHopeless,
    onPending: (words) => told.push(words),
  });
  /** The browser's next timer fires, when so much time has passed on the server. */
  const pass = async (milliseconds: number) => {
    await settle();
    state.now += milliseconds;
    timers.shift()?.fire();
    await settle();
  };
  const seek = (look: () => string | undefined, within?: number, words = 'a tick') =>
    waits.wait({ words, look, seen: () => 'nothing', within });
  return { state, timers, ending, told, waits, pass, seek };
}

test('resolves at once, or when it is there after a change', async () => {
  const { waits, seek } = setUp();
  await expect(seek(() => 'there')).resolves.toBe('there');
  let found: string | undefined;
  const waited = seek(() => found);
  waits.changed();
  found = 'come';
  waits.changed();
  await expect(waited).resolves.toBe('come');
});

test('fails when its limit is spent by the server’s clock', async () => {
  const { timers, pass, seek } = setUp();
  const failed = seek(() => undefined);
  await pass(1000);
  await pass(999);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([1]);
  await pass(1);
  await expect(failed).rejects.toThrow(new CheckFailure('a tick within 2 s', 'nothing'));
});

test('counts a step short in which the machine stood still, and looks a last time', async () => {
  const { pass, seek } = setUp(2000);
  let found: string | undefined;
  const waited = seek(() => found);
  await pass(60_000);
  found = 'late';
  await pass(1000);
  await expect(waited).resolves.toBe('late');
});

test('waits no longer than until nothing can come', async () => {
  const { state, pass, seek } = setUp(60_000);
  const failed = seek(() => undefined);
  state.isHopeless = true;
  await pass(1000);
  await expect(failed).rejects.toThrow(new CheckFailure('a tick', 'nothing'));
});

test('fails at once with what the look throws', async () => {
  const { waits, seek } = setUp();
  let ended = false;
  const failed = seek(() => {
    if (ended) throw new CheckFailure('a tick', 'the end of the stream');
    return undefined;
  });
  ended = true;
  waits.changed();
  await expect(failed).rejects.toThrow(new CheckFailure('a tick', 'the end of the stream'));
});

test('ends when nobody wants to know any more', async () => {
  const { ending, seek, waits } = setUp();
  const [waited, passed] = [seek(() => undefined), waits.passes(1000)];
  ending.abort(new Error('Over.'));
  await expect(waited).rejects.toThrow('Over.');
  await expect(passed).rejects.toThrow('Over.');
  await expect(seek(() => 'there')).rejects.toThrow('Over.');
});

test('lets time pass by the server’s clock, and ends before when the look throws', async () => {
  const { timers, waits, pass } = setUp();
  const passed = waits.passes(1000);
  await pass(400);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([600]);
  await pass(600);
  await expect(passed).resolves.toBeUndefined();

  const broken = waits.passes(1000, () => {
    throw new CheckFailure('no request', 'one');
  });
  waits.changed();
  await expect(broken).rejects.toThrow(new CheckFailure('no request', 'one'));
});

test('tells what is still to come, and nothing of what is there at once', async () => {
  const { told, waits, seek } = setUp();
  const found = new Map<string, string>();
  await seek(() => 'there', undefined, 'what is there');
  const both = ['a request', 'its answer'].map((words) =>
    seek(() => found.get(words), undefined, words),
  );
  for (const words of ['a request', 'its answer']) {
    found.set(words, 'come');
    waits.changed();
    await settle();
  }
  await Promise.all(both);
  expect(told).toEqual([['a request'], ['a request', 'its answer'], ['its answer'], []]);
});
