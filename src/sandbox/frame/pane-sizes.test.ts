import { expect, test } from 'vitest';
import { readSizes, usualSizes } from './pane-sizes.ts';

test('reads what a reader chose', () => {
  expect(readSizes('{"code":35,"lower":-24}')).toEqual({ code: 35, lower: -24 });
});

test.each([undefined, null, '', '{', '3', '{"code":"wide"}', '{"code":5,"lower":null}'])(
  'takes what is usual for %o',
  (text) => {
    expect(readSizes(text)).toEqual(usualSizes);
  },
);
