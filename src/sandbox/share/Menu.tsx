/**
 * A button that opens a menu: one stop for the Tab key, arrow keys, Home and End to choose, Escape to close
 * (ARIA Authoring Practices, Menu Button). Browser-safe.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

export interface MenuItem {
  label: string;
  /** What it is for, in a few words below its label. */
  does?: string;
  /** Whether it can be chosen now; it can unless told otherwise. */
  able?: boolean;
  act(): Promise<void> | void;
}

interface MenuProps {
  /** Prefix of its element ids, unique on the page. */
  id: string;
  label: string;
  items: readonly MenuItem[];
  disabled: boolean;
}

/** Where an arrow key leads; from the button, -1, too. */
const steps: Readonly<Record<string, (index: number, length: number) => number>> = {
  ArrowDown: (index, length) => (index + 1) % length,
  ArrowUp: (index, length) => (index <= 0 ? length : index) - 1,
  Home: () => 0,
  End: (_index, length) => length - 1,
};

export function Menu({ id, label, items, disabled }: MenuProps) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const close = ({ target }: Event): void => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('focusin', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('focusin', close);
    };
  }, [open]);

  const entries = (): HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
  ];

  function walk(event: KeyboardEvent): void {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
    }
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    // Its items can take the focus only when they are there.
    if (!open) flushSync(() => setOpen(true));
    const all = entries();
    all[step(all.indexOf(event.target as HTMLElement), all.length)]?.focus();
  }

  function toggle(): void {
    flushSync(() => setOpen(!open));
    if (!open) entries()[0]?.focus();
  }

  async function choose({ act, able = true }: MenuItem): Promise<void> {
    if (!able) return;
    setOpen(false);
    // Where a dialogue gives the focus back to.
    button.current?.focus();
    setFailed(false);
    try {
      await act();
    } catch {
      setFailed(true);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the button and of the items, which are its only contents
    <div className="more" ref={box} onKeyDown={walk}>
      <button
        ref={button}
        type="button"
        id={`${id}-button`}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? `${id}-menu` : undefined}
        disabled={disabled}
        onClick={toggle}
      >
        {label}
        <svg className="more-arrow" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2.5 4.25 6 7.75 9.5 4.25" />
        </svg>
      </button>
      {open && (
        <div className="more-menu" role="menu" id={`${id}-menu`} aria-labelledby={`${id}-button`}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-label={item.label}
              aria-description={item.does}
              aria-disabled={item.able === false}
              onClick={() => void choose(item)}
            >
              {item.label}
              {item.does && <span>{item.does}</span>}
            </button>
          ))}
        </div>
      )}
      <span className="sandbox-hidden" role="alert">
        {failed && 'What this needs could not be fetched. Try again when the server answers.'}
      </span>
    </div>
  );
}
