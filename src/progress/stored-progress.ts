/** The progress that is kept in this browser. Browser only. */
import {
  formatProgress,
  noProgress,
  type Progress,
  type ProgressEvent,
  parseProgress,
  reduceProgress,
} from './progress.ts';

export const progressKey = 'duplex:progress';

/** What is kept; nothing when storage is switched off. */
export function readProgress(): Progress {
  try {
    return parseProgress(localStorage.getItem(progressKey));
  } catch {
    return noProgress;
  }
}

/** Takes up what happened, on top of what other tabs have kept meanwhile. */
export function keepProgress(event: ProgressEvent): void {
  write(reduceProgress(readProgress(), event));
}

function write(progress: Progress): void {
  try {
    localStorage.setItem(progressKey, formatProgress(progress));
    dispatchEvent(new Event(progressKey));
  } catch {
    // Storage is full or switched off: the lesson works all the same.
  }
}

/** Calls the listener when this tab or another one has kept something. */
export function onProgress(listener: () => void): void {
  addEventListener(progressKey, listener);
  addEventListener('storage', ({ key }) => {
    if (key === progressKey || key === null) listener();
  });
}
