import { expect, test } from 'vitest';
import type { FromRunner } from '../../runner/protocol.ts';
import { maximumLines, noRun, type RunEvent, type RunState, reduceRun } from './run-state.ts';

function after(...events: (RunEvent | FromRunner[])[]): RunState {
  return events
    .map((event) => (Array.isArray(event) ? { type: 'received' as const, messages: event } : event))
    .reduce(reduceRun, noRun);
}

const asked: RunEvent = { type: 'asked', run: 'a' };
const start: FromRunner = { type: 'start' };
const error = { message: 'TypeError: x', path: '/index.ts', line: 3, column: 1 };

function said(...data: unknown[]): FromRunner {
  return { type: 'console', log: [{ method: 'log', id: '1', data }] };
}

test('starts, runs and stops, and then holds no connections', () => {
  expect(after(asked).phase).toBe('starting');
  const connections = [
    { id: 1, kind: 'web-socket' as const, url: 'ws://live.test/', state: 'open' as const },
  ];
  const running = after(asked, [start, { type: 'connections', run: 'a', connections }]);
  expect(running).toMatchObject({ phase: 'running', connections });
  const stopped = reduceRun(running, {
    type: 'received',
    messages: [{ type: 'stopped', run: 'a', reason: 'asked' }],
  });
  expect(stopped).toMatchObject({ phase: 'stopped', connections: [] });
});

test('ignores what the run before still says', () => {
  const state = after(
    asked,
    [start, said('old')],
    { type: 'asked', run: 'b' },
    [
      said('late'),
      { type: 'connections', run: 'a', connections: [] },
      { type: 'run-error', run: 'a', error },
      { type: 'stopped', run: 'a', reason: 'replaced' },
    ],
    [start, said('new')],
  );
  expect(state).toMatchObject({ phase: 'running', errors: [] });
  expect(state.lines.map(({ values }) => values)).toEqual([['new']]);
});

test('counts equal lines that follow each other, and clears', () => {
  const state = after(asked, [start, said('a'), said('a'), said({ b: 1 }), said('a')]);
  expect(state.lines.map(({ values, count }) => [values[0], count])).toEqual([
    ['a', 2],
    [{ b: 1 }, 1],
    ['a', 1],
  ]);
  const cleared = reduceRun(state, {
    type: 'received',
    messages: [{ type: 'console', log: [{ method: 'clear', id: '2', data: [] }] }],
  });
  expect(cleared.lines).toEqual([]);
});

test('keeps the latest lines, each with a key of its own, and says how many are gone', () => {
  const messages = Array.from({ length: maximumLines + 7 }, (_, index) => said(index));
  const state = after(asked, [start, ...messages], [said('last')]);
  expect(state.lines).toHaveLength(maximumLines);
  expect(state.dropped).toBe(8);
  expect(state.lines.at(-1)?.values).toEqual(['last']);
  expect(new Set(state.lines.map(({ key }) => key)).size).toBe(maximumLines);
});

test('shows an error in the console and marks it until its file is edited', () => {
  const state = after(asked, [
    start,
    { type: 'run-error', run: 'a', error },
    { type: 'done', compilatonError: true },
  ]);
  expect(state).toMatchObject({ phase: 'failed', errors: [error], lines: [{ error }] });
  expect(reduceRun(state, { type: 'edited', path: '/styles.css' })).toBe(state);
  const edited = reduceRun(state, { type: 'edited', path: '/index.ts' });
  expect(edited).toMatchObject({ errors: [], lines: [{ error }] });
});

test('says why a run was ended', () => {
  const looped = after(asked, [start, { type: 'stopped', run: 'a', reason: 'loop' }]);
  expect(looped).toMatchObject({
    phase: 'failed',
    problem: { message: 'The code did not come to an end and was stopped.' },
  });
  const broken = after(asked, [start, { type: 'stopped', run: 'a', reason: 'error' }]);
  expect(broken).toMatchObject({ phase: 'failed', problem: undefined });
});

test('keeps why there is no server until the next run', () => {
  const problem = { message: 'The live server does not answer.', help: 'Start it.' };
  const state = after(asked, { type: 'no-server', problem });
  expect(state).toMatchObject({ phase: 'no-server', problem });
  const ended: FromRunner = { type: 'stopped', run: 'a', reason: 'asked' };
  expect(reduceRun(state, { type: 'received', messages: [ended] })).toBe(state);
  expect(reduceRun(state, { type: 'asked', run: 'b' })).toMatchObject({
    phase: 'starting',
    problem: undefined,
  });
});

test('marks an error once, however often it happens', () => {
  const another = { ...error, line: 4 };
  const said = [error, { ...error }, another].map(
    (one): FromRunner => ({ type: 'run-error', run: 'a', error: one }),
  );
  expect(after(asked, [start, ...said]).errors).toEqual([error, another]);
});

test('knows that a dialogue has taken the focus, until the next run', () => {
  const taken = after(asked, [start, { type: 'focus-taken', run: 'a' }]);
  expect(taken.focusTaken).toBe(true);
  expect(reduceRun(taken, { type: 'asked', run: 'b' }).focusTaken).toBe(false);
});
