import { expect, test } from 'vitest';
import { announcementOf } from './announcement.ts';
import { noRun, reduceRun } from './run-state.ts';

const running = [
  { type: 'asked', run: 'a' } as const,
  { type: 'received', messages: [{ type: 'start' }] } as const,
].reduce(reduceRun, noRun);

test('says what the run does', () => {
  expect(announcementOf(noRun)).toBe('');
  expect(announcementOf(running)).toBe('Running.');
  expect(announcementOf(reduceRun(running, { type: 'stopped' }))).toBe('Stopped.');
});

test('says the latest error with its place', () => {
  const error = { message: 'TypeError: x is not a function', path: '/page.ts', line: 12 };
  const state = reduceRun(running, {
    type: 'received',
    messages: [
      { type: 'run-error', run: 'a', error: { message: 'first' } },
      { type: 'run-error', run: 'a', error },
    ],
  });
  expect(announcementOf(state)).toBe('Error in page.ts, line 12: TypeError: x is not a function');
});

test('says what to do when there is no server', () => {
  const problem = { message: 'The live server does not answer.', help: 'Start it.' };
  expect(announcementOf(reduceRun(noRun, { type: 'no-server', problem }))).toBe(
    'The live server does not answer. Start it.',
  );
});
