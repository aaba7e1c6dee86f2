import { expect, test } from 'vitest';
import { type Observation, outcomeOf } from './outcome.ts';
import { presets } from './presets.ts';
import { howLong, howMany, whichCursor, whichData, whichTypes } from './questions.ts';

const run: Observation[] = [
  { kind: 'open', at: 5 },
  { kind: 'event', at: 6, event: { type: 'price', data: 'a\nb', lastEventId: '1' } },
  { kind: 'event', at: 6, event: { type: 'message', data: '', lastEventId: '1' } },
  { kind: 'error', at: 30, reconnecting: true },
  { kind: 'reopened', at: 1071, lastEventId: '1' },
];

test('a run answers every question, in the words of the choices', () => {
  const outcome = outcomeOf(run);
  expect(howMany().answer(outcome)).toBe('2');
  expect(whichData([]).answer(outcome)).toBe('"a\\nb", ""');
  expect(whichTypes([]).answer(outcome)).toBe('price, message');
  expect(whichCursor([]).answer(outcome)).toBe('1');
  expect(howLong([]).answer(outcome)).toBe('1 s');
});

test('nothing is an answer too, and what could not be seen is none', () => {
  const nothing = outcomeOf([
    { kind: 'open', at: 1 },
    { kind: 'error', at: 2, reconnecting: true },
    { kind: 'reopened', at: 3040, lastEventId: null },
  ]);
  expect(howMany().answer(nothing)).toBe('0');
  expect(whichData([]).answer(nothing)).toBe('no event');
  expect(whichCursor([]).answer(nothing)).toBe('none');
  expect(howLong([]).answer(nothing)).toBe('3 s');
  expect(whichCursor([]).answer(outcomeOf(run.slice(0, 4)))).toBeUndefined();
});

test('presets have ids of their own, and choices that differ', () => {
  const ids = presets.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { question } of presets) {
    expect(new Set(question.choices).size).toBe(question.choices.length);
  }
});
