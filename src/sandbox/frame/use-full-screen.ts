/** A sandbox in full screen, by its button or with F. Browser-safe. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { typing } from '../shortcuts.ts';
import { enterFullScreen } from './full-screen.ts';

export function useFullScreen(
  box: RefObject<HTMLElement | null>,
): [isFull: boolean, toggle: () => void] {
  const [isFull, setFull] = useState(false);
  const leave = useRef<() => void>(null);

  const toggle = useCallback((): void => {
    // The custom element is what carries the sandbox's colours.
    const element = box.current?.closest<HTMLElement>('duplex-sandbox') ?? box.current;
    if (leave.current || !element) {
      leave.current?.();
      return;
    }
    leave.current = () => {};
    setFull(true);
    const left = (): void => {
      leave.current = null;
      setFull(false);
    };
    void enterFullScreen(element, left).then((entered) => {
      leave.current = entered.leave;
    });
  }, [box]);

  useEffect(() => {
    const element = box.current;
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      event.preventDefault();
      toggle();
    };
    element?.addEventListener('keydown', press);
    return () => {
      element?.removeEventListener('keydown', press);
      leave.current?.();
    };
  }, [box, toggle]);

  return [isFull, toggle];
}
