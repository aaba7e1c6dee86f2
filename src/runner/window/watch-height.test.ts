import { expect, test } from 'vitest';
import { createHeightFilter } from './watch-height.ts';

test('lets through what changes', () => {
  const filter = createHeightFilter();
  expect([filter(100, 400), filter(100, 400), filter(150, 400), filter(90, 400)]).toEqual([
    100,
    undefined,
    150,
    90,
  ]);
});

test('a page that is taller than its frame by a bit does not make it grow without an end', () => {
  const filter = createHeightFilter();
  let frame = 400;
  const reported: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const height = filter(frame + 32, frame);
    if (height === undefined) continue;
    reported.push(height);
    frame = height;
  }
  expect(reported).toEqual([432]);
});
