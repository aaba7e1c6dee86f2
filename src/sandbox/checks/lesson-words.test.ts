import { expect, test } from 'vitest';
import { check, outcome } from './api.ts';
import { wordsOf } from './lesson-words.ts';

const [one, two] = ['one', 'two'].map((words) => check(words, async () => {}));
const checks = [one, two].filter((known) => known !== undefined);
const parted = { name: '01-dilemma', parts: ['heal', 'streams'] };
const whole = { name: '02-direction', parts: [] };

test('tells the words of a part, or of the one sandbox', () => {
  expect(wordsOf(parted, 'heal', { default: { heal: checks } })).toEqual(['one', 'two']);
  expect(wordsOf(parted, 'streams', { default: { heal: checks } })).toBeUndefined();
  expect(wordsOf(whole, undefined, { default: checks })).toEqual(['one', 'two']);
  expect(wordsOf(whole, undefined, undefined)).toBeUndefined();
});

test('refuses a part that the lesson does not have, of checks and of outcomes', () => {
  const message =
    'content/lessons/01-dilemma/checks.ts names head, which is no part of the lesson. There are heal, streams.';
  expect(() => wordsOf(parted, 'heal', { default: { head: checks } })).toThrow(message);
  const outcomes = { plug: outcome('head', async () => undefined) };
  expect(() => wordsOf(parted, 'heal', { outcomes })).toThrow(message);
  expect(() => wordsOf(whole, undefined, { default: { heal: checks } })).toThrow(
    'content/lessons/02-direction/checks.ts names heal, which is no part of the lesson. Its one sandbox has no part: export a list of checks, and outcomes of undefined.',
  );
});

test('refuses a list where there are several sandboxes, and words that come twice', () => {
  expect(() => wordsOf(parted, 'heal', { default: checks })).toThrow(
    'content/lessons/01-dilemma/checks.ts exports a list of checks, and the lesson has several sandboxes: export { heal: [ … ] }. There are heal, streams.',
  );
  expect(() => wordsOf(whole, undefined, { default: [...checks, ...checks] })).toThrow(
    'content/lessons/02-direction/checks.ts has two checks “one”. Word them apart.',
  );
});
