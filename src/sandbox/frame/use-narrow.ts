/** Whether a sandbox has room for one panel only. Browser-safe. */
import { type RefObject, useEffect, useState } from 'react';

/** The same width, in pixels, as in the container queries of `sandbox.css`. */
const threshold = 640;

export function useNarrow(box: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setNarrow(entry.contentRect.width < threshold);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return narrow;
}
