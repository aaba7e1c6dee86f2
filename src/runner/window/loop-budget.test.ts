import { expect, test } from 'vitest';
import { createLoopGuard, loopBudget } from './loop-budget.ts';

/** A loop guard whose clock and turns are moved by hand. */
function setUp() {
  const turns: (() => void)[] = [];
  const exceeded: number[] = [];
  const clock = { time: 0 };
  const guard = createLoopGuard({
    now: () => clock.time,
    nextTurn: (task) => turns.push(task),
    exceeded(loop) {
      exceeded.push(loop);
      return new Error('too long');
    },
  });
  const nextTurn = (): void => {
    for (const task of turns.splice(0)) task();
  };
  /** How many turns a loop makes, of so many milliseconds each, before it is ended. */
  const turnsOf = (duration: number, most = 1e6, loop = 0): number => {
    for (let turn = 0; turn < most; turn += 1) {
      try {
        guard(loop);
      } catch {
        return turn;
      }
      clock.time += duration;
    }
    return most;
  };
  return { guard, clock, nextTurn, turnsOf, exceeded };
}

test.each([0.0005, 0.01, 1, 7, 50])('ends a loop whose turns take %f ms', (duration) => {
  const { turnsOf, exceeded } = setUp();
  const time = turnsOf(duration, 1e8, 3) * duration;
  expect(time).toBeGreaterThanOrEqual(loopBudget);
  expect(time).toBeLessThan(loopBudget * 1.2);
  expect(exceeded).toEqual([3]);
});

test('a loop that gives the page a turn goes on for ever', () => {
  const { turnsOf, nextTurn, exceeded } = setUp();
  for (let round = 0; round < 100; round += 1) {
    expect(turnsOf(9, 100)).toBe(100);
    nextTurn();
  }
  expect(exceeded).toEqual([]);
});

test('loops of one turn share its budget', () => {
  const { turnsOf } = setUp();
  expect(turnsOf(6, 100)).toBe(100);
  expect(turnsOf(6, 100)).toBeLessThan(70);
});

test('code that catches the exception meets it again, and it is told once', () => {
  const { turnsOf, exceeded } = setUp();
  turnsOf(1);
  expect(turnsOf(1)).toBeLessThan(70);
  expect(turnsOf(1)).toBeLessThan(70);
  expect(exceeded).toHaveLength(1);
});

test('the time that a dialogue is open does not end a loop', () => {
  const { turnsOf } = setUp();
  expect(turnsOf(60_000, 9)).toBe(9);
});

test('a heavy loop after a tight one is ended soon', () => {
  const { turnsOf } = setUp();
  turnsOf(0.0001, 100_000);
  expect(turnsOf(100, 1000)).toBeLessThan(100);
});
