/** Ctrl and Enter, or ⌘ and Enter, from anywhere in a sandbox. Browser-safe. */
import { type RefObject, useEffect } from 'react';

/** @param run May be another function with each rendering: the latest is called. */
export function useRunKey(box: RefObject<HTMLElement | null>, run: RefObject<() => void>): void {
  useEffect(() => {
    const element = box.current;
    const runOnEnter = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      run.current();
    };
    // Before the editor, which would begin a new line.
    element?.addEventListener('keydown', runOnEnter, { capture: true });
    return () => element?.removeEventListener('keydown', runOnEnter, { capture: true });
  }, [box, run]);
}
