import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { atEnd, durationOf, type PlaybackAction, play, playedOf } from './playback.ts';

const records = [1000, 1100, 1100, 1500, 2000].map(
  (time, index) => ({ number: index + 1, time }) as WireRecord,
);
const after = (...actions: PlaybackAction[]) =>
  actions.reduce((playback, action) => play(playback, action, 1000), atEnd(1000));

test('a recording is shown whole until it is played', () => {
  expect(durationOf(records)).toBe(1000);
  expect(playedOf(records, atEnd(1000).position)).toBe(records);
});

test('plays with its own timing, from the start when it is over', () => {
  expect(after({ type: 'play' })).toEqual({ position: 0, isPlaying: true, speed: 1 });
  const later = after({ type: 'play' }, { type: 'passed', milliseconds: 100 });
  expect(later.position).toBe(100);
  expect(playedOf(records, later.position).map(({ number }) => number)).toEqual([1, 2, 3]);
  expect(playedOf(records, 99).map(({ number }) => number)).toEqual([1]);
});

test('stops at its end, and pauses and goes on where it was', () => {
  const paused = after(
    { type: 'play' },
    { type: 'passed', milliseconds: 300 },
    { type: 'pause' },
    { type: 'passed', milliseconds: 300 },
  );
  expect(paused).toEqual({ position: 300, isPlaying: false, speed: 1 });
  expect(play(paused, { type: 'play' }, 1000).position).toBe(300);
  expect(after({ type: 'play' }, { type: 'passed', milliseconds: 5000 })).toEqual({
    position: 1000,
    isPlaying: false,
    speed: 1,
  });
});

test('plays faster and slower, and from anywhere within', () => {
  const fast = after(
    { type: 'speed', speed: 4 },
    { type: 'play' },
    { type: 'passed', milliseconds: 100 },
  );
  expect(fast.position).toBe(400);
  expect(after({ type: 'seek', position: -5 }).position).toBe(0);
  expect(after({ type: 'seek', position: 5000 }).position).toBe(1000);
});

test('a recording of nothing has no length', () => {
  expect(durationOf([])).toBe(0);
  expect(playedOf([], 0)).toEqual([]);
});
