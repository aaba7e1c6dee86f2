/** `expect`: demands on values that are there. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Demands, Evidence, Expect, Tolerance } from './expect.ts';
import { CheckFailure } from './failure.ts';

/** How long a value may be in a failure, in characters. */
const longest = 160;

export const expect: Expect = Object.assign(
  <Value>(value: Value, words: string, evidence?: Evidence): Demands<Value> => {
    const demand = (isMet: boolean, expected: string): void => {
      if (!isMet) throw new CheckFailure(`${words} ${expected}`, show(value), recordsOf(evidence));
    };
    return {
      is: (expected) => demand(isSame(value, expected), `to be ${show(expected)}`),
      isNot: (unexpected) => demand(!isSame(value, unexpected), `not to be ${show(unexpected)}`),
      isOneOf: (expected) =>
        demand(
          expected.some((one) => isSame(value, one)),
          expected.length === 0
            ? 'to be one of none'
            : `to be ${expected.map((one) => show(one)).join(' or ')}`,
        ),
      exists: () => {
        demand(value !== undefined && value !== null, 'to exist');
        return value as NonNullable<Value>;
      },
      isAtLeast: (expected) =>
        demand(typeof value === 'number' && value >= expected, `to be at least ${expected}`),
      isAtMost: (expected) =>
        demand(typeof value === 'number' && value <= expected, `to be at most ${expected}`),
      isAbout: (expected, tolerance) =>
        demandAbout(Number(value), expected, words, tolerance, evidence),
      includes: (expected) => demand(isWithin(value, expected), `to include ${show(expected)}`),
      matches: (expected) =>
        demand(typeof value === 'string' && expected.test(value), `to match ${expected}`),
      satisfies: (expectation, fits) => demand(fits(value), expectation),
    };
  },
  {
    fail(expected: string, seen: string, evidence?: Evidence): never {
      throw new CheckFailure(expected, seen, recordsOf(evidence));
    },
  },
);

function demandAbout(
  value: number,
  expected: number,
  words: string,
  { early = 100, late = 2000 }: Tolerance = {},
  evidence?: Evidence,
): void {
  if (value >= expected - early && value <= expected + late) return;
  throw new CheckFailure(
    `${words} to be about ${Math.round(expected)} ms (from ${Math.round(expected - early)} to ${Math.round(expected + late)} ms)`,
    `${Math.round(value)} ms`,
    recordsOf(evidence),
  );
}

/** What a failure points to. */
export function recordsOf(evidence: Evidence | undefined): readonly (WireRecord | undefined)[] {
  const seen = evidence?.seen;
  return seen === undefined || 'number' in seen ? [seen] : seen;
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  const areObjects = typeof one === 'object' && typeof other === 'object' && one && other;
  if (!areObjects || Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [Object.entries(one), new Map(Object.entries(other))];
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}

function isWithin(value: unknown, expected: unknown): boolean {
  if (typeof value === 'string') return value.includes(String(expected));
  return Array.isArray(value) && value.some((one) => isSame(one, expected));
}

/** A value as a failure says it. */
function show(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
