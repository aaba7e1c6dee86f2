import { expect, test } from 'vitest';
import type { ConsoleEntry } from '../protocol.ts';
import { batchInterval, batchSize, ConsoleQueue } from './console-queue.ts';

/** A clock that goes on only when told. */
function createQueue() {
  const sent: ConsoleEntry[][] = [];
  const tasks = new Set<{ at: number; task: () => void }>();
  let time = 0;
  const queue = new ConsoleQueue((log) => sent.push(log), {
    now: () => time,
    after(delay, task) {
      const entry = { at: time + delay, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
  });
  const pass = (milliseconds: number): void => {
    time += milliseconds;
    for (const entry of tasks) {
      if (entry.at > time) continue;
      tasks.delete(entry);
      entry.task();
    }
  };
  const said = () => sent.map((log) => log.map(({ method, data }) => [method, ...data].join(' ')));
  return { queue, pass, sent, said };
}

test('sends the first at once, and what follows together', () => {
  const { queue, pass, said } = createQueue();
  queue.add('log', () => ['one']);
  pass(0);
  queue.add('log', () => ['two']);
  queue.add('warn', () => ['three']);
  pass(batchInterval - 1);
  expect(said()).toEqual([['log one']]);
  pass(1);
  expect(said()).toEqual([['log one'], ['log two', 'warn three']]);
});

test('counts what is too much, without encoding it', () => {
  const { queue, pass, said } = createQueue();
  let encoded = 0;
  for (let call = 0; call < 5000 + batchSize; call += 1) {
    queue.add('log', () => {
      encoded += 1;
      return [call];
    });
  }
  pass(0);
  expect(encoded).toBe(batchSize);
  expect(said()[0]).toHaveLength(batchSize + 1);
  expect(said()[0]?.at(-1)).toBe(
    'warn 5,000 more calls of the console are left out: they came too fast to be shown.',
  );
});

test('clearing forgets what was not sent yet, and travels alone', () => {
  const { queue, pass, said } = createQueue();
  queue.add('log', () => ['before']);
  queue.add('clear', () => []);
  queue.add('log', () => ['after']);
  pass(0);
  expect(said()).toEqual([['clear'], ['log after']]);
});

test('sends what is left when told, and no two entries have one id', () => {
  const { queue, pass, sent } = createQueue();
  queue.add('log', () => ['one']);
  queue.flush();
  queue.flush();
  queue.add('log', () => ['two']);
  queue.flush();
  pass(1000);
  const ids = sent.flat().map(({ id }) => id);
  expect(sent.map((log) => log.length)).toEqual([1, 1]);
  expect(new Set(ids).size).toBe(2);
});
