/** A row of tabs: one stop for the Tab key, arrow keys, Home and End to choose. Browser-safe. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

export interface Tab {
  id: string;
  label: string;
  /** Shown behind the label, such as a number of errors; with its words for screen readers. */
  badge?: ReactNode;
}

interface TabsProps {
  /** What is chosen here, read out before the tabs. */
  label: string;
  tabs: readonly Tab[];
  active: string;
  /** Prefix of the tabs' element ids. */
  idPrefix: string;
  /** Prefix of the ids of the elements that the tabs show. */
  panelPrefix: string;
  className: string;
  onSelect: ((id: string) => void) | undefined;
}

const steps: Readonly<Record<string, (index: number, length: number) => number>> = {
  ArrowLeft: (index, length) => (index - 1 + length) % length,
  ArrowRight: (index, length) => (index + 1) % length,
  Home: () => 0,
  End: (_index, length) => length - 1,
};

export function Tabs(props: TabsProps) {
  const { label, tabs, active, idPrefix, panelPrefix, className, onSelect } = props;
  const row = useRef<HTMLDivElement>(null);

  const shown = useRef('');
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>('[aria-selected=true]');
    if (!chosen || shown.current === `${chosen.id} ${chosen.offsetWidth}`) return;
    // Only for another tab, or one that has grown: a reader may have scrolled on.
    shown.current = `${chosen.id} ${chosen.offsetWidth}`;
    showWithin(chosen.parentElement, chosen);
  });

  function choose(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const index = tabs.findIndex(({ id }) => id === active);
    const next = tabs[step(index, tabs.length)];
    if (!next) return;
    onSelect?.(next.id);
    row.current?.querySelector<HTMLElement>(`[id="${idPrefix}${next.id}"]`)?.focus();
  }

  return (
    <div className={`tabs ${className}`} role="tablist" aria-label={label} ref={row}>
      {tabs.map(({ id, label: name, badge }) => (
        <button
          key={id}
          id={`${idPrefix}${id}`}
          type="button"
          role="tab"
          aria-selected={id === active}
          aria-controls={`${panelPrefix}${id}`}
          tabIndex={id === active ? 0 : -1}
          disabled={!onSelect}
          onClick={() => onSelect?.(id)}
          onKeyDown={choose}
        >
          {name}
          {badge}
        </button>
      ))}
    </div>
  );
}

/** Scrolls a row that is too narrow for its tabs; `scrollIntoView` would move the page as well. */
function showWithin(row: HTMLElement | null, tab: HTMLElement): void {
  if (!row) return;
  const [outer, inner] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (inner.left < outer.left) row.scrollLeft += Math.floor(inner.left - outer.left);
  if (inner.right > outer.right) row.scrollLeft += Math.ceil(inner.right - outer.right);
}
