import { expect, test } from 'vitest';
import { itemsInView, laneToFollow, scrollToItem } from './window.ts';

const box = { extent: 260, itemSize: 26, count: 10_000 };

test('draws what is in view and a few around it', () => {
  expect(itemsInView({ ...box, scrolled: 0 })).toEqual({ first: 0, end: 18 });
  expect(itemsInView({ ...box, scrolled: 26_000 })).toEqual({ first: 992, end: 1018 });
  expect(itemsInView({ ...box, scrolled: 26 * 9990 })).toEqual({ first: 9982, end: 10_000 });
});

test('draws no more than there is, also when the list has become shorter', () => {
  expect(itemsInView({ ...box, scrolled: 0, count: 3 })).toEqual({ first: 0, end: 3 });
  expect(itemsInView({ ...box, scrolled: 26_000, count: 3 })).toEqual({ first: 3, end: 3 });
  expect(itemsInView({ ...box, scrolled: 0, count: 0 })).toEqual({ first: 0, end: 0 });
});

test('scrolls no further than needed', () => {
  expect(scrollToItem(5, { ...box, scrolled: 0 })).toBe(0);
  expect(scrollToItem(10, { ...box, scrolled: 0 })).toBe(26);
  expect(scrollToItem(9999, { ...box, scrolled: 0 })).toBe(26 * 10_000 - 260);
  expect(scrollToItem(2, { ...box, scrolled: 500 })).toBe(52);
});

test('follows a lane that has been added, or one that is alive while those in view are silent', () => {
  const twoInView = { scrolled: 0, extent: 200, itemSize: 96 };
  expect(laneToFollow([0, 1, 0, 2], true, twoInView)).toBe(2);
  expect(laneToFollow([2, 2, 2], false, twoInView)).toBe(2);
  expect(laneToFollow([0, 2, 0, 2], false, twoInView)).toBeUndefined();
  expect(laneToFollow([0, 1], true, twoInView)).toBeUndefined();
  expect(laneToFollow([], true, twoInView)).toBeUndefined();
});
