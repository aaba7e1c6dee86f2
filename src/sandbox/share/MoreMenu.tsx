/** The menu behind the button More: what a reader can do with the code besides running it. Browser-safe. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Shareable } from './shareable.ts';

interface MoreMenuProps {
  /** Prefix of the sandbox's element ids. */
  idPrefix: string;
  /** What the menu is about, at the moment when an item is chosen; undefined until the workbench is there. */
  code: (() => Shareable) | undefined;
}

interface Item {
  label: string;
  does: string;
  act(code: Shareable): Promise<void>;
}

const items: readonly Item[] = [
  {
    label: 'Share link',
    does: 'The code itself, in a link',
    act: async (code) => (await import('./actions.ts')).shareLink(code),
  },
  {
    label: 'Download',
    does: 'A folder that runs with Node alone',
    act: async (code) => (await import('./actions.ts')).downloadFolder(code),
  },
  {
    label: 'Open in playground',
    does: 'A copy to go on with',
    act: async (code) => (await import('./actions.ts')).openInPlayground(code),
  },
];

/** Where an arrow key leads; from the button, -1, too. */
const steps: Readonly<Record<string, (index: number) => number>> = {
  ArrowDown: (index) => (index + 1) % items.length,
  ArrowUp: (index) => (index <= 0 ? items.length : index) - 1,
  Home: () => 0,
  End: () => items.length - 1,
};

export function MoreMenu({ idPrefix, code }: MoreMenuProps) {
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const id = `${idPrefix}-more`;
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

  const buttons = (): HTMLElement[] => [
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
    const all = buttons();
    all[step(all.indexOf(event.target as HTMLElement))]?.focus();
  }

  function toggle(): void {
    flushSync(() => setOpen(!open));
    if (!open) buttons()[0]?.focus();
  }

  async function choose({ act }: Item): Promise<void> {
    setOpen(false);
    // Where a dialogue gives the focus back to.
    button.current?.focus();
    if (!code) return;
    setFailed(false);
    await act(code()).catch(() => setFailed(true));
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
        disabled={!code}
        onClick={toggle}
      >
        More
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
              onClick={() => void choose(item)}
            >
              {item.label}
              <span>{item.does}</span>
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
