import { expect, test } from 'vitest';
import {
  announcementOf,
  keepVerdict,
  notJudged,
  type Result,
  readVerdict,
  summaryOf,
  type Verdict,
} from './results.ts';

const words = ['comes back', 'resumes', 'waits'];
const failure = {
  expected: 'another WebSocket within 10 s',
  seen: 'no request at all',
  note: 'The console says: TypeError',
  records: [{ number: 3, time: '0.100 s', direction: 'up' as const, summary: 'GET' }],
};
const verdictOf = (state: Verdict['state'], ...states: Result['state'][]): Verdict => ({
  state,
  results: states.map((one, index) => ({
    words: words[index] ?? '',
    state: one,
    ...(one === 'failed' && { failure }),
  })),
});

test.each([
  [verdictOf('idle', 'waiting'), ''],
  [verdictOf('running', 'waiting', 'waiting'), 'Checking.'],
  [verdictOf('running', 'passed', 'running', 'waiting'), 'Checking 2 of 3.'],
  [verdictOf('passed', 'passed', 'passed'), 'Passed: all 2 checks.'],
  [
    { ...verdictOf('passed', 'passed'), ofSolution: true },
    'The solution passes: the check. Your own code has not been checked: leave Solution and press Check.',
  ],
  [
    verdictOf('failed', 'passed', 'failed', 'not-reached'),
    '1 of 3 passed. 1 not reached: mend this one, and check again.',
  ],
  [verdictOf('failed', 'passed', 'failed'), '1 of 2 passed.'],
  [
    { ...verdictOf('cancelled', 'passed', 'not-reached'), problem: 'The run was stopped.' },
    'The run was stopped. 1 of 2 passed before.',
  ],
])('sums %o up', (verdict, summary) => {
  expect(summaryOf(verdict)).toBe(summary);
});

test('says each result once, and the sum in the end', () => {
  const before = verdictOf('running', 'running', 'waiting');
  const now = verdictOf('running', 'passed', 'running');
  expect(announcementOf(before, now)).toBe('Passed: comes back.');
  const failed = verdictOf('running', 'passed', 'failed');
  expect(announcementOf(now, failed)).toBe(
    'Failed: resumes. Expected another WebSocket within 10 s. Seen: no request at all. The console says: TypeError.',
  );
  expect(announcementOf(failed, failed)).toBe('');
  expect(announcementOf(failed, verdictOf('failed', 'passed', 'failed'))).toBe('1 of 2 passed.');
});

test('keeps a verdict for as long as the checks are the same', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const verdict = { ...verdictOf('failed', 'passed', 'failed', 'not-reached'), files: 'abc' };
  keepVerdict(storage, '01-dilemma/heal', verdict);
  const read = readVerdict(storage, '01-dilemma/heal', words);
  expect(read).toMatchObject({ state: 'failed', files: 'abc' });
  expect(read?.results[1]?.failure).toEqual({ ...failure, records: [] });
  expect(readVerdict(storage, '01-dilemma/heal', ['other', 'resumes', 'waits'])).toBeUndefined();
  expect(readVerdict(storage, '01-dilemma', words)).toBeUndefined();
  keepVerdict(storage, 'x', notJudged([]));
  kept.set('duplex:checks:broken', '{');
  expect(readVerdict(storage, 'broken', words)).toBeUndefined();
});
