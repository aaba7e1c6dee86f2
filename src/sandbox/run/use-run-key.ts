/** Ctrl and Enter, or ⌘ and Enter, from anywhere in a sandbox; with Shift to check. Browser-safe. */
import { type RefObject, useEffect } from 'react';

/** @param keys May be other functions with each rendering: the latest are called. Without `check`, Shift changes nothing. */
export function useRunKey(
  box: RefObject<HTMLElement | null>,
  keys: RefObject<{ run: () => void; check: (() => void) | undefined }>,
): void {
  useEffect(() => {
    const element = box.current;
    const runOnEnter = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      event.stopPropagation();
      const { run, check } = keys.current;
      if (event.shiftKey && check) check();
      else run();
    };
    // Before the editor, which would begin a new line.
    element?.addEventListener('keydown', runOnEnter, { capture: true });
    return () => element?.removeEventListener('keydown', runOnEnter, { capture: true });
  }, [box, keys]);
}
