import { expect, test } from 'vitest';
import { madeUpRecord } from '../../../../tests/support/recordings.ts';
import type { PageQuestion } from '../../../runner/protocol.ts';
import type { Asking } from '../../run/page-asks.ts';
import { noRun, type RunState } from '../../run/run-state.ts';
import { type ControlSnapshot, nothingFollowed } from '../../wire/control-state.ts';
import { type Check, check } from '../api.ts';
import { CheckFailure } from '../failure.ts';
import { notJudged, type Verdict } from '../results.ts';
import type { Laboratory } from './laboratory.ts';
import { RunDriver } from './run-driver.ts';
import { CheckSession } from './session.ts';

/** A sandbox whose runs start at once, and a server that is there. */
function setUp(checks: Check[]) {
  const calls: string[] = [];
  const listeners = new Set<() => void>();
  const control: ControlSnapshot = { ...nothingFollowed, state: 'open' };
  let state: RunState = noRun;
  let runs = 0;
  let marks = 0;
  const change = (to: Partial<RunState>) => {
    state = { ...state, ...to };
    for (const listener of listeners) listener();
  };
  const answers: Asking = { answer: Promise.resolve({ ended: true }), forget: () => {} };
  const laboratory: Laboratory = {
    control: {
      follow: () => {
        calls.push('follow');
        return () => calls.push('leave');
      },
      subscribe: () => () => {},
      snapshot: () => control,
      switchOn: async ({ fault }) => void calls.push(fault),
      calm: async () => void calls.push('calm'),
      clear: () => calls.push('clear'),
      mark: async () => {
        marks += 1;
        return marks;
      },
    },
    run: {
      start: async (_files, settings) => {
        runs += 1;
        calls.push(`start${settings?.random === undefined ? '' : ` ${settings.random}`}`);
        change({ run: `run-${runs}`, phase: 'running' });
      },
      stop: () => {
        calls.push('stop');
        change({ phase: 'stopped' });
      },
      state: () => state,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      askPage: (_question: PageQuestion) => answers,
    },
    space: async () => ({ id: 'space', base: '' }),
    after: (_milliseconds, callback) => {
      queueMicrotask(callback);
      return () => {};
    },
  };
  const told: Verdict[] = [];
  const session = new CheckSession(laboratory, {
    checks: async () => checks,
    driver: new RunDriver(laboratory, { '/index.ts': '' }),
    verdict: { ...notJudged(checks.map(({ words }) => words)), files: 'abc' },
    onChange: (verdict) => told.push(verdict),
  });
  const states = () => told.map(({ results }) => results.map((result) => result.state).join(' '));
  return { session, calls, told, states, laboratory, change };
}

const passes = (words: string) => check(words, ({ run }) => run.start());

test('runs each check on a run of its own, and leaves nothing behind', async () => {
  const { session, calls, states } = setUp([
    passes('one'),
    check('two', ({ run }) => run.start({ random: 0.5 })),
  ]);
  expect(await session.run()).toMatchObject({ state: 'passed', files: 'abc' });
  expect([...new Set(states())]).toEqual([
    'waiting waiting',
    'running waiting',
    'passed waiting',
    'passed running',
    'passed passed',
  ]);
  expect(calls).toEqual([
    ...['follow', 'clear', 'calm', 'start', 'stop', 'calm', 'start 0.5', 'stop', 'leave'],
  ]);
});

test('stops at the first check that fails, and says why', async () => {
  const { session, change } = setUp([
    passes('one'),
    check('two', async ({ run, expect: demand }) => {
      await run.start();
      change({
        lines: [
          {
            key: 1,
            method: 'error',
            values: [],
            count: 1,
            error: { message: 'TypeError: no', path: '/index.ts', line: 3 },
          },
        ],
      });
      demand(1, 'the number').is(2);
    }),
    passes('three'),
  ]);
  const { state, results } = await session.run();
  expect(state).toBe('failed');
  expect(results.map((result) => result.state)).toEqual(['passed', 'failed', 'not-reached']);
  expect(results[1]?.failure).toEqual({
    expected: 'the number to be 2',
    seen: '1',
    note: 'The console says: TypeError: no (index.ts, line 3)',
    records: [],
  });
});

test('says what a check waits for while it does, and the records of a failure in their order', async () => {
  const [first, last] = [madeUpRecord(1), madeUpRecord(2)];
  const { session, told, change } = setUp([
    check('one', async ({ run }) => {
      await run.start();
      const waited = run.until('a connection', (connections) => connections.length > 0);
      change({ connections: [{ id: 1, kind: 'event-source', url: '', state: 'open' }] });
      await waited;
      throw new CheckFailure('this', 'that', [last, first]);
    }),
  ]);
  const { results } = await session.run();
  expect(told.map((verdict) => verdict.results[0]?.awaits)).toContain('a connection');
  expect(results[0]).not.toHaveProperty('awaits');
  expect(results[0]?.failure?.records.map(({ number }) => number)).toEqual([1, 2]);
});

test('tells a mistake of the check itself from one of the code', async () => {
  const { session } = setUp([
    check('one', async () => {
      throw new TypeError('undefined is not a function');
    }),
  ]);
  const { results } = await session.run();
  expect(results[0]?.failure).toMatchObject({
    expected: 'the check itself to work',
    seen: 'TypeError: undefined is not a function',
  });
});

test('ends when somebody else runs or stops the code', async () => {
  for (const [interference, problem] of [
    [{ run: 'run-by-hand' }, 'The code was run by hand.'],
    [{ phase: 'stopped' }, 'The run was stopped.'],
  ] as const) {
    const { session, change } = setUp([
      passes('one'),
      check('two', async ({ run, wire }) => {
        await run.start();
        change(interference);
        await wire.exchange('a request');
      }),
      passes('three'),
    ]);
    const verdict = await session.run();
    expect(verdict).toMatchObject({ state: 'cancelled', problem });
    expect(verdict.results.map(({ state }) => state)).toEqual([
      'passed',
      'not-reached',
      'not-reached',
    ]);
  }
});

test('a check that goes on after the end can run nothing', async () => {
  const late = Promise.withResolvers<void>();
  const { session, calls } = setUp([
    check('one', async ({ run }) => {
      await run.start();
      session.cancel('The code has changed.');
      await late.promise;
      await run.start();
    }),
  ]);
  expect(await session.run()).toMatchObject({
    state: 'cancelled',
    problem: 'The code has changed.',
  });
  const before = [...calls];
  late.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls).toEqual(before);
});

test('says that the server is away', async () => {
  const { session, laboratory } = setUp([passes('one')]);
  laboratory.space = async () => {
    throw new Error('away');
  };
  expect(await session.run()).toMatchObject({
    state: 'away',
    problem:
      'The live server does not answer. Start it again with npm start in the project’s folder, then press Check.',
  });
});

test('code that does not start fails the check that starts it', async () => {
  const { session, laboratory, change } = setUp([passes('one'), passes('two')]);
  laboratory.run.start = async () =>
    change({ run: 'run-1', phase: 'failed', errors: [{ message: 'Unexpected token' }] });
  const { state, results } = await session.run();
  expect(state).toBe('failed');
  expect(results[0]?.failure).toMatchObject({
    expected: 'the code to start',
    seen: 'Unexpected token',
  });
  expect(results[1]?.state).toBe('not-reached');
});
