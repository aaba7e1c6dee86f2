/** What part of a scrolling box is in view. Browser-safe. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface Viewport {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Scrolling {
  box: RefObject<HTMLDivElement | null>;
  viewport: Viewport;
}

/** How far from its end a box may be scrolled and still follow what comes, in pixels. */
const nearEnd = 40;

/**
 * @param axis Along which records are added.
 * @param count Of records: when it changes, a box that shows its end goes on showing it.
 * @param isHeld Whether it stays where it is all the same, because somebody is reading.
 */
export function useViewport(axis: 'left' | 'top', count: number, isHeld: boolean): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>({ left: 0, top: 0, width: 1, height: 1 });
  const follows = useRef(true);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
      setViewport({ left: scrollLeft, top: scrollTop, width: clientWidth, height: clientHeight });
    };
    const scroll = (): void => {
      const rest =
        axis === 'top'
          ? element.scrollHeight - element.scrollTop - element.clientHeight
          : element.scrollWidth - element.scrollLeft - element.clientWidth;
      follows.current = rest < nearEnd;
      measure();
    };
    measure();
    element.addEventListener('scroll', scroll, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', scroll);
      observer.disconnect();
    };
  }, [axis]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what matters of the count is that it changes
  useEffect(() => {
    const element = box.current;
    if (!element || isHeld || !follows.current) return;
    if (axis === 'top') element.scrollTop = element.scrollHeight;
    else element.scrollLeft = element.scrollWidth;
  }, [axis, count, isHeld]);

  return { box, viewport };
}
