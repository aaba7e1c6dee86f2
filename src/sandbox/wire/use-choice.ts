/** Which record the keyboard is at, and how keys move it. Browser-safe. */
import { type KeyboardEvent, useCallback } from 'react';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

export interface Choice {
  /** Number of the record that the keyboard is at. */
  at: number | undefined;
  /** Number of the record whose bytes are shown. */
  chosen: number | undefined;
  move(record: number): void;
  choose(record: number | undefined): void;
}

/** Both views answer to both pairs of arrow keys. */
const steps: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowUp: (index) => index - 1,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  ArrowRight: (index) => index + 1,
  PageUp: (index) => index - 10,
  PageDown: (index) => index + 10,
  Home: () => 0,
  End: (_index, last) => last,
};

/** @param show Scrolls so that the record at an index is in view. */
export function useChoiceKeys(
  records: readonly WireRecord[],
  { at, chosen, move, choose }: Choice,
  show: (index: number) => void,
): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.key === 'Escape' && chosen !== undefined) {
        event.preventDefault();
        choose(undefined);
        return;
      }
      const index = records.findIndex(({ number }) => number === at);
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        if (index >= 0) choose(at);
        return;
      }
      const step = steps[event.key];
      if (!step || records.length === 0) return;
      event.preventDefault();
      const last = records.length - 1;
      const next = Math.min(last, Math.max(0, step(index, last)));
      const record = records[next];
      if (!record) return;
      move(record.number);
      show(next);
    },
    [records, at, chosen, move, choose, show],
  );
}
