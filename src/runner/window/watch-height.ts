/** Tells how tall the run's document is. Browser-safe. */
import type { RunWindow } from './run-window.ts';

/** @param report called with the height in CSS pixels whenever it changes */
export function watchHeight(window: RunWindow, report: (height: number) => void): void {
  const filter = createHeightFilter();
  const root = window.document.documentElement;
  new window.ResizeObserver(() => {
    const height = filter(Math.ceil(root.getBoundingClientRect().height), window.innerHeight);
    if (height !== undefined) report(height);
  }).observe(root);
}

/**
 * Lets through the heights that are news. A page that is as tall as its frame and a bit would make its frame grow, and
 * itself with it, without an end: what grows because the frame has grown is not news.
 */
export function createHeightFilter(): (height: number, frame: number) => number | undefined {
  let lastHeight = 0;
  let lastFrame = -1;
  return (height, frame) => {
    const followsFrame = lastFrame >= 0 && frame !== lastFrame && height > lastHeight;
    const isNews = height !== lastHeight && !followsFrame;
    lastHeight = height;
    lastFrame = frame;
    return isNews ? height : undefined;
  };
}
