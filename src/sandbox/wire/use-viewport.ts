/** What part of a scrolling box is in view. Browser-safe. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

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

interface ViewportOptions {
  /** Of records: when it changes, a box that shows its end goes on showing it, along either axis. */
  count: number;
  /** Whether records come by themselves: the box goes to its end when that begins, and stays where it is while they do not. */
  isGrowing: boolean;
  /** Whether it stays where it is all the same, because somebody is reading. */
  isHeld: boolean;
}

export function useViewport({ count, isGrowing, isHeld }: ViewportOptions): Scrolling {
  const box = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>({ left: 0, top: 0, width: 1, height: 1 });
  const follows = useRef({ left: true, top: true });
  const wasGrowing = useRef(false);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
      setViewport({ left: scrollLeft, top: scrollTop, width: clientWidth, height: clientHeight });
    };
    const scroll = (): void => {
      follows.current = {
        left: element.scrollWidth - element.scrollLeft - element.clientWidth < nearEnd,
        top: element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd,
      };
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
  }, []);

  // At once: a scroll event between growing and following would look as if the reader had scrolled away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what matters of the count is that it changes
  useLayoutEffect(() => {
    const element = box.current;
    const [begins, ends] = [isGrowing && !wasGrowing.current, !isGrowing && wasGrowing.current];
    wasGrowing.current = isGrowing;
    if (begins) follows.current = { left: true, top: true };
    // The last records come when it ends.
    if (!element || isHeld || !(isGrowing || ends)) return;
    if (follows.current.left) element.scrollLeft = element.scrollWidth;
    if (follows.current.top) element.scrollTop = element.scrollHeight;
  }, [count, isGrowing, isHeld]);

  return { box, viewport };
}
