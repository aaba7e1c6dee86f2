import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatProgress,
  latestOf,
  mergeProgress,
  noProgress,
  type Progress,
  type ProgressEvent,
  parseProgress,
  reduceProgress,
  sayExercises,
  standingOf,
} from './progress.ts';

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute)).toISOString();

const lesson = fc.constantFrom('one', 'two');
const exercise = fc.constantFrom('01-one/a', '01-one/b');
const time = fc.integer({ min: 0, max: 59 }).map(at);
const events: fc.Arbitrary<ProgressEvent[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('visited' as const),
      lesson,
      time,
      exercises: fc.subarray(['01-one/a', '01-one/b']),
    }),
    fc.record({
      type: fc.constant('moved' as const),
      lesson,
      time,
      place: fc.option(fc.record({ id: fc.string(), title: fc.string() }), { nil: undefined }),
    }),
    fc.record({ type: fc.constant('read' as const), lesson, time }),
    fc.record({ type: fc.constant('passed' as const), lesson, time, exercise }),
  ),
);
const progress: fc.Arbitrary<Progress> = events.map((all) =>
  all.reduce(reduceProgress, noProgress),
);

test('what is kept comes back as it was', () => {
  fc.assert(
    fc.property(progress, (some) => {
      expect(parseProgress(formatProgress(some))).toEqual(some);
    }),
  );
});

test('whatever was stored, what is usable is read and the rest left out', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(() => parseProgress(text)).not.toThrow();
    }),
  );
  expect(
    parseProgress('{"version":1,"lessons":{"one":{"visited":7},"two":{"visited":"x"}}}'),
  ).toEqual(noProgress);
});

test('merging keeps whatever was reached in either, whichever way round', () => {
  fc.assert(
    fc.property(progress, progress, (one, other) => {
      const merged = mergeProgress(one, other);
      for (const [name, known] of [...one, ...other]) {
        const both = merged.get(name);
        expect(both?.read ?? '').toBe(
          [one.get(name)?.read, other.get(name)?.read].filter(Boolean).sort()[0] ?? '',
        );
        for (const [key, passed] of Object.entries(known.exercises)) {
          if (passed) expect(both?.exercises[key]).toBeTruthy();
        }
      }
      expect(mergeProgress(merged, one)).toEqual(merged);
    }),
  );
});

describe('a lesson', () => {
  const visited = reduceProgress(noProgress, {
    type: 'visited',
    lesson: 'one',
    time: at(0),
    exercises: ['01-one/a'],
  });
  const standing = (some: Progress) => {
    const known = some.get('one');
    return known && standingOf(known);
  };

  test('is done when it was read and all exercises are passed, in either order', () => {
    const read = { type: 'read', lesson: 'one', time: at(1) } as const;
    const passed = { type: 'passed', lesson: 'one', time: at(2), exercise: '01-one/a' } as const;
    expect(standing(visited)).toBe('started');
    expect(standing(reduceProgress(visited, read))).toBe('read');
    expect(standing(reduceProgress(visited, passed))).toBe('started');
    expect(standing([read, passed].reduce(reduceProgress, visited))).toBe('done');
    expect(standing([passed, read].reduce(reduceProgress, visited))).toBe('done');
  });

  test('forgets an exercise that it no longer has, and opens again with one that is new', () => {
    const done = [
      { type: 'read', lesson: 'one', time: at(1) } as const,
      { type: 'passed', lesson: 'one', time: at(2), exercise: '01-one/a' } as const,
    ].reduce<Progress>(reduceProgress, visited);
    const changed = reduceProgress(done, {
      type: 'visited',
      lesson: 'one',
      time: at(3),
      exercises: ['01-one/b'],
    });
    expect(changed.get('one')?.exercises).toEqual({ '01-one/b': null });
    expect(standing(changed)).toBe('read');
  });

  test('says how many exercises are passed', () => {
    const known = visited.get('one');
    expect(known && sayExercises(known)).toBe('0 of 1 exercise passed');
    expect(sayExercises({ visited: at(0), exercises: {} })).toBeUndefined();
  });

  test('is where to go on when it was visited last', () => {
    const both = reduceProgress(visited, {
      type: 'visited',
      lesson: 'two',
      time: at(9),
      exercises: [],
    });
    expect(latestOf(both)?.[0]).toBe('two');
    const back = reduceProgress(both, {
      type: 'moved',
      lesson: 'one',
      time: at(10),
      place: { id: 'why', title: 'Why' },
    });
    expect(latestOf(back)).toMatchObject(['one', { place: { id: 'why' } }]);
    expect(latestOf(noProgress)).toBeUndefined();
  });
});
