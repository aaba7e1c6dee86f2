import { expect, test } from 'vitest';
import { Following, type Scrolled } from './following.ts';

/** A box of 400 by 300 pixels at the end of what it holds, as a follower has left it. */
function boxAtEnd(): { box: Scrolled; following: Following } {
  const following = new Following();
  const size = { scrollWidth: 400, scrollHeight: 1000, clientWidth: 400, clientHeight: 300 };
  const box = { ...size, scrollLeft: 0, scrollTop: 700 };
  following.settle(box);
  return { box, following };
}

test('goes on showing the end when there is more', () => {
  const { box, following } = boxAtEnd();
  box.scrollHeight = 5000;
  following.catchUp(box);
  expect(following.top).toBe(true);
});

test('leaves a reader alone who has scrolled away, and follows again once they are back', () => {
  const { box, following } = boxAtEnd();
  box.scrollTop = 0;
  following.notice(box);
  expect(following).toMatchObject({ left: true, top: false });
  box.scrollTop = 680;
  following.notice(box);
  expect(following.top).toBe(true);
});

test('leaves alone also who has scrolled right before more came, of whom no event has told yet', () => {
  const { box, following } = boxAtEnd();
  box.scrollTop = 0;
  box.scrollHeight = 5000;
  following.catchUp(box);
  expect(following).toMatchObject({ left: true, top: false });
});

test('follows who has scrolled to the end right before more came', () => {
  const { box, following } = boxAtEnd();
  box.scrollTop = 0;
  following.notice(box);
  box.scrollTop = 700;
  box.scrollHeight = 5000;
  following.catchUp(box);
  expect(following.top).toBe(true);
});

test('goes on following what has become less, which moves the box', () => {
  const { box, following } = boxAtEnd();
  box.scrollHeight = 600;
  box.scrollTop = 300;
  following.catchUp(box);
  expect(following.top).toBe(true);
});

test('follows where it was put, also when that is not the end', () => {
  const { box, following } = boxAtEnd();
  box.scrollTop = 200;
  following.settleAtPlace(box);
  following.notice(box);
  expect(following.top).toBe(true);
  box.scrollTop = 100;
  following.notice(box);
  expect(following.top).toBe(false);
});
