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

test.each([
  ['goes on showing the end when there is more', { scrollHeight: 5000 }, true],
  ['goes on following what is less, which moves it', { scrollHeight: 600, scrollTop: 300 }, true],
  [
    'leaves alone who has scrolled right before more came, of whom no event has told yet',
    { scrollHeight: 5000, scrollTop: 0 },
    false,
  ],
])('%s', (_what, change, follows) => {
  const { box, following } = boxAtEnd();
  following.catchUp(Object.assign(box, change));
  expect(following).toMatchObject({ left: true, top: follows });
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

test('follows who has scrolled to the end right before more came', () => {
  const { box, following } = boxAtEnd();
  box.scrollTop = 0;
  following.notice(box);
  box.scrollTop = 700;
  box.scrollHeight = 5000;
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
