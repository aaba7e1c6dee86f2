/** Gives the focus back that a run has taken without the reader's doing. Browser-safe. */
import { type RefObject, useEffect, useRef } from 'react';

/**
 * @param taken whether the runner said so
 * @param preview where the focus went
 */
export function useFocusBack(taken: boolean, preview: RefObject<HTMLIFrameElement | null>): void {
  const last = useRef<HTMLElement>(null);

  useEffect(() => {
    const remember = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target !== preview.current) last.current = target;
    };
    document.addEventListener('focusin', remember);
    return () => document.removeEventListener('focusin', remember);
  }, [preview]);

  useEffect(() => {
    if (!taken || document.activeElement !== preview.current) return;
    last.current?.focus({ preventScroll: true });
  }, [taken, preview]);
}
