/** What part of a scrolling box is in view. Browser-safe. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { Following } from './following.ts';

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

interface ViewportOptions {
  /** Of records: when it changes, a box that shows its end goes on showing it, along either axis. */
  count: number;
  /** Whether records come by themselves: the box goes to its end when that begins, and stays where it is while they do not. */
  isGrowing: boolean;
  /** Whether it stays where it is all the same, because somebody is reading. */
  isHeld: boolean;
  /** How far down to scroll to show what is new, for a box that shows its end on the right; to its end below when left out. */
  followDown?(element: HTMLElement): number;
}

export function useViewport(options: ViewportOptions): Scrolling {
  const { count, isGrowing, isHeld } = options;
  const box = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState<Viewport>({ left: 0, top: 0, width: 1, height: 1 });
  const [following] = useState(() => new Following());
  const wasGrowing = useRef(false);
  const latest = useRef(options);
  latest.current = options;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
      setViewport({ left: scrollLeft, top: scrollTop, width: clientWidth, height: clientHeight });
    };
    const scroll = (): void => {
      following.notice(element);
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
  }, [following]);

  // At once: a scroll event between growing and following would look as if the reader had scrolled away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what matters of the count is that it changes
  useLayoutEffect(() => {
    const element = box.current;
    const [begins, ends] = [isGrowing && !wasGrowing.current, !isGrowing && wasGrowing.current];
    wasGrowing.current = isGrowing;
    if (begins) following.restart();
    // The last records come when it ends.
    if (!element || isHeld || !(isGrowing || ends)) return;
    if (!begins) following.catchUp(element);
    if (following.left) element.scrollLeft = element.scrollWidth;
    const { followDown } = latest.current;
    if (following.top && followDown && following.left) {
      element.scrollTop = followDown(element);
      following.settleAtPlace(element);
      return;
    }
    if (following.top && !followDown) element.scrollTop = element.scrollHeight;
    following.settle(element);
  }, [count, isGrowing, isHeld, following]);

  return { box, viewport };
}

/**
 * Brings a record into view when it is chosen, and again when there is less room because its bytes are shown beside it.
 * @param show Scrolls so that the record at an index is in view.
 */
export function useChosenInView(
  records: readonly WireRecord[],
  chosen: number | undefined,
  { width, height }: Viewport,
  show: (index: number) => void,
): void {
  const latest = useRef({ records, show });
  latest.current = { records, show };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what matters of the size is that it changes
  useEffect(() => {
    if (chosen === undefined) return;
    const index = latest.current.records.findIndex(({ number }) => number === chosen);
    if (index >= 0) latest.current.show(index);
  }, [chosen, width, height]);
}
