import { expect, test } from 'vitest';
import { TopicBench } from '../../../tests/support/topic-bench.ts';
import progress from './topic.ts';

test('goes from start to end in steps of equal length', async () => {
  const bench = new TopicBench(progress);
  expect(await bench.send('start', { steps: 3, stepTime: 500 })).toBe('epoch-1');
  const begun = bench.clock.now();
  bench.clock.advance(499);
  expect(await bench.events()).toEqual([['started', { of: 3 }]]);
  bench.clock.advance(1);
  expect(await bench.events()).toEqual([
    ['started', { of: 3 }],
    ['step', { done: 1, of: 3 }],
  ]);
  bench.clock.advance(10_000);
  const entries = await bench.entries();
  expect(entries.map(({ event, data, time }) => [event, data, time - begun])).toEqual([
    ['started', { of: 3 }, 0],
    ['step', { done: 1, of: 3 }, 500],
    ['step', { done: 2, of: 3 }, 1000],
    ['step', { done: 3, of: 3 }, 1500],
    ['finished', { took: 1500 }, 1500],
  ]);
});

test('has ten steps of 300 ms unless told otherwise', async () => {
  const bench = new TopicBench(progress);
  await bench.send('start', {});
  bench.clock.advance(2999);
  expect((await bench.events()).at(-1)).toEqual(['step', { done: 9, of: 10 }]);
  bench.clock.advance(1);
  expect((await bench.events()).at(-1)).toEqual(['finished', { took: 3000 }]);
});

test('runs one job at a time, and another after it', async () => {
  const bench = new TopicBench(progress, 'job=backup');
  await bench.send('start', { steps: 1, stepTime: 100 });
  await expect(bench.send('start', { steps: 1 })).rejects.toMatchObject({
    reason: 'bad-request',
    message: 'The job "backup" is running already.',
    help: 'Follow it to its end, or start one under another name.',
  });
  bench.clock.advance(100);
  expect(await bench.send('start', { steps: 1, stepTime: 100 })).toBe('epoch-4');
});

test('goes on while nobody follows, and ends with its space', async () => {
  const bench = new TopicBench(progress);
  await bench.send('start', { steps: 2, stepTime: 1000 });
  bench.sleep();
  bench.clock.advance(1000);
  expect((await bench.events()).at(-1)).toEqual(['step', { done: 1, of: 2 }]);
  await bench.close();
  expect(bench.clock.waiting).toBe(0);
});
