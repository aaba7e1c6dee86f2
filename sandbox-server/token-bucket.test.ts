import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualClock } from '../tests/support/manual-clock.ts';
import { TokenBucket } from './token-bucket.ts';

test('lets a burst through, then its rate', () => {
  const clock = new ManualClock();
  const bucket = new TokenBucket(10, clock);
  for (let index = 0; index < 20; index += 1) expect(bucket.take()).toBe(0);
  expect(bucket.take()).toBe(0.1);
  clock.advance(50);
  expect(bucket.take()).toBeCloseTo(0.05, 10);
  clock.advance(50);
  expect(bucket.take()).toBe(0);
  expect(bucket.take()).toBe(0.1);
});

test('is full when it is new, and after a pause that is long enough', () => {
  const clock = new ManualClock();
  const bucket = new TokenBucket(2, clock, 4);
  expect(bucket.full).toBe(true);
  bucket.take();
  expect(bucket.full).toBe(false);
  clock.advance(499);
  expect(bucket.full).toBe(false);
  clock.advance(1);
  expect(bucket.full).toBe(true);
});

test('never lets more through than burst and rate allow, and the wait that it tells is enough', () => {
  const pauses = fc.array(fc.nat(3000), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), pauses, (rate, steps) => {
      const clock = new ManualClock();
      const begun = clock.now();
      const bucket = new TokenBucket(rate, clock);
      let taken = 0;
      for (const pause of steps) {
        clock.advance(pause);
        const wait = bucket.take();
        // To the next whole millisecond, since the clock knows no less.
        if (wait > 0) clock.advance(Math.floor(wait * 1000) + 1);
        if (wait > 0 && bucket.take() > 0) throw new Error(`${wait} s were not enough`);
        taken += 1;
      }
      expect(taken).toBeLessThanOrEqual(rate * 2 + ((clock.now() - begun) / 1000) * rate + 1);
    }),
  );
});
