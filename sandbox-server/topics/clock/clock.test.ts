import { expect, test } from 'vitest';
import { TopicBench } from '../../../tests/support/topic-bench.ts';
import clock from './topic.ts';

test('ticks at once, then once a second, with the time', async () => {
  const bench = new TopicBench(clock);
  bench.clock.advance(2000);
  expect(await bench.events()).toEqual([
    ['tick', { count: 1, time: '2026-03-21T00:00:00.000Z' }],
    ['tick', { count: 2, time: '2026-03-21T00:00:01.000Z' }],
    ['tick', { count: 3, time: '2026-03-21T00:00:02.000Z' }],
  ]);
});

test('ticks as often as it is told to', async () => {
  const bench = new TopicBench(clock, 'every=100');
  bench.clock.advance(999);
  expect(await bench.events()).toHaveLength(10);
  bench.clock.advance(1);
  expect(await bench.events()).toHaveLength(11);
});

test('is silent while nobody asks, then ticks at once and counts on', async () => {
  const bench = new TopicBench(clock);
  bench.sleep();
  bench.clock.advance(60_000);
  expect(await bench.events()).toHaveLength(1);
  await bench.wake();
  bench.clock.advance(1000);
  expect((await bench.events()).slice(1)).toEqual([
    ['tick', { count: 2, time: '2026-03-21T00:01:00.000Z' }],
    ['tick', { count: 3, time: '2026-03-21T00:01:01.000Z' }],
  ]);
});
