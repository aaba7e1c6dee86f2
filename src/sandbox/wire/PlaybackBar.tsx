/** Plays a recording: from where, and how fast. Browser-safe. */
import { useEffect, useReducer } from 'react';
import { atEnd, type Playback, type PlaybackAction, play, speeds } from './playback.ts';

/** @param duration In milliseconds. */
export function usePlayback(duration: number): [Playback, (action: PlaybackAction) => void] {
  const [playback, act] = useReducer(
    (before: Playback, action: PlaybackAction) => play(before, action, duration),
    duration,
    atEnd,
  );
  const { isPlaying } = playback;
  useEffect(() => {
    if (!isPlaying) return;
    let last = performance.now();
    const tick = (now: number): void => {
      // The first frame may have begun before it was pressed.
      act({ type: 'passed', milliseconds: Math.max(0, now - last) });
      last = now;
      frame = requestAnimationFrame(tick);
    };
    let frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);
  return [playback, act];
}

interface PlaybackBarProps {
  playback: Playback;
  duration: number;
  onAct(action: PlaybackAction): void;
}

export function PlaybackBar({ playback, duration, onAct }: PlaybackBarProps) {
  const { position, isPlaying, speed } = playback;
  const text = `${seconds(position)} of ${seconds(duration)}`;
  return (
    <div className="wire-playback">
      <button type="button" onClick={() => onAct({ type: isPlaying ? 'pause' : 'play' })}>
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <input
        type="range"
        aria-label="Position"
        aria-valuetext={text}
        min={0}
        max={Math.ceil(duration)}
        step={Math.max(1, Math.round(duration / 200))}
        value={Math.round(position)}
        onChange={({ target }) => {
          onAct({ type: 'pause' });
          onAct({ type: 'seek', position: Number(target.value) });
        }}
      />
      <span className="wire-playback-time">{text}</span>
      <label>
        Speed
        <select
          value={speed}
          onChange={({ target }) => onAct({ type: 'speed', speed: Number(target.value) })}
        >
          {speeds.map((one) => (
            <option key={one} value={one}>
              {`${one}×`}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
