import { expect, test } from 'vitest';
import { TopicBench } from '../../../tests/support/topic-bench.ts';
import { ticker } from './contract.ts';
import topic from './topic.ts';

async function prices(query: string, seconds: number, seed?: string) {
  const bench = new TopicBench(topic, query, seed);
  bench.clock.advance(seconds * 1000);
  return (await bench.entries()).map(({ data }) => ticker.events.price.parse(data));
}

test('takes the symbols in turn', async () => {
  const symbols = (await prices('symbols=ACME,GLOBEX,HOOLI', 5)).map(({ symbol }) => symbol);
  expect(symbols).toEqual(['ACME', 'GLOBEX', 'HOOLI', 'ACME', 'GLOBEX', 'HOOLI']);
});

test.each([
  [0.1, 100, 11],
  [1, 10, 11],
  [50, 10, 501],
])('has %d events a second over all symbols', async (rate, seconds, count) => {
  expect(await prices(`rate=${rate}`, seconds)).toHaveLength(count);
});

test('moves each price by one percent at most, in whole cents, and says by how much', async () => {
  const last = new Map<string, number>();
  for (const { symbol, price, change } of await prices('rate=50', 60)) {
    const before = last.get(symbol);
    last.set(symbol, price);
    expect(Math.round(price * 100) / 100).toBe(price);
    expect(price).toBeGreaterThanOrEqual(1);
    if (before === undefined) continue;
    expect(change).toBeCloseTo(price - before, 5);
    expect(Math.abs(change)).toBeLessThanOrEqual(before * 0.01 + 0.01);
  }
  expect(last.size).toBe(3);
});

test('repeats itself with the same seed, and with no other', async () => {
  const run = await prices('rate=10', 10, 'seven');
  expect(await prices('rate=10', 10, 'seven')).toEqual(run);
  expect(await prices('rate=10', 10, 'eight')).not.toEqual(run);
});
