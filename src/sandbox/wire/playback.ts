/** A recording played with its own timing. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

/** How much faster than it was. */
export const speeds = [0.25, 1, 4, 16] as const;

export interface Playback {
  /** Milliseconds since the first record. */
  position: number;
  isPlaying: boolean;
  speed: number;
}

export type PlaybackAction =
  | { type: 'play' }
  | { type: 'pause' }
  | { type: 'seek'; position: number }
  | { type: 'speed'; speed: number }
  /** So many milliseconds have passed. */
  | { type: 'passed'; milliseconds: number };

/** All of it, at rest: a recording is there to be read first. */
export function atEnd(duration: number): Playback {
  return { position: duration, isPlaying: false, speed: 1 };
}

export function play(before: Playback, action: PlaybackAction, duration: number): Playback {
  switch (action.type) {
    case 'play': {
      const isOver = before.position >= duration;
      return { ...before, isPlaying: true, position: isOver ? 0 : before.position };
    }
    case 'pause':
      return { ...before, isPlaying: false };
    case 'seek':
      return { ...before, position: Math.min(duration, Math.max(0, action.position)) };
    case 'speed':
      return { ...before, speed: action.speed };
    case 'passed': {
      if (!before.isPlaying) return before;
      const position = before.position + action.milliseconds * before.speed;
      return position < duration
        ? { ...before, position }
        : { ...before, position: duration, isPlaying: false };
    }
  }
}

/** From the first record to the last, in milliseconds. */
export function durationOf(records: readonly WireRecord[]): number {
  const [first, last] = [records[0], records.at(-1)];
  return first && last ? Math.max(0, last.time - first.time) : 0;
}

/** Those that had crossed by then. */
export function playedOf(records: readonly WireRecord[], position: number): readonly WireRecord[] {
  const until = (records[0]?.time ?? 0) + position;
  let [from, to] = [0, records.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((records[middle]?.time ?? 0) <= until) from = middle + 1;
    else to = middle;
  }
  return from === records.length ? records : records.slice(0, from);
}
