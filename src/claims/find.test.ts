import { expect, test } from 'vitest';
import { claimSchema } from './claim.ts';
import { findClaim, findValue } from './find.ts';

function claim(slug: string, values: object[] = []) {
  const data = claimSchema.parse({
    fact: 'It is so.',
    verdict: 'holds',
    experiment: 'retry-timing',
    values,
  });
  return { ...data, slug };
}

const claims = [claim('event-source-reconnects'), claim('frame-header'), claim('utf-8')];

test('finds a claim by its slug', () => {
  expect(findClaim(claims, 'frame-header').slug).toBe('frame-header');
});

test('names the claims that share a word with one that is missing', () => {
  expect(() => findClaim(claims, 'event-source-errors')).toThrow(
    new Error(
      'There is no claim "event-source-errors". Did you mean event-source-reconnects? Claims are files: write content/claims/event-source-errors.yaml, or correct the name.',
    ),
  );
});

test('says where a claim would be when none comes near', () => {
  expect(() => findClaim(claims, 'storm')).toThrow(
    new Error(
      'There is no claim "storm". Claims are files: write content/claims/storm.yaml, or correct the name.',
    ),
  );
});

test('finds a value by its name', () => {
  expect(findValue(claim('a', [{ name: 'delay', value: 5 }]), 'delay').value).toBe(5);
});

test('names the values that there are when one is missing', () => {
  const found = claim('frame-header', [
    { name: 'short', value: 2 },
    { name: 'long', value: 10 },
  ]);
  expect(() => findValue(found, 'middle')).toThrow(
    new Error(
      'The claim "frame-header" has no value "middle". It has short, long: add it to content/claims/frame-header.yaml, or correct the name.',
    ),
  );
  expect(() => findValue(claim('utf-8'), 'middle')).toThrow(
    new Error(
      'The claim "utf-8" has no value "middle". It has none: add it to content/claims/utf-8.yaml, or correct the name.',
    ),
  );
});
