/** How readers edit: with CodeMirror, or in a plain text box that every screen reader knows. One choice for all sandboxes. Browser-safe. */
import { useSyncExternalStore } from 'react';
import { localStorageIfAllowed } from '../allowed-storage.ts';

export type EditingMode = 'rich' | 'plain';

const item = 'duplex:editing';
const listeners = new Set<() => void>();
let mode: EditingMode | undefined;

function current(): EditingMode {
  mode ??= localStorageIfAllowed()?.getItem(item) === 'plain' ? 'plain' : 'rich';
  return mode;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function choose(chosen: EditingMode): void {
  mode = chosen;
  try {
    localStorageIfAllowed()?.setItem(item, chosen);
  } catch {
    // Without room for it, the choice holds for this page.
  }
  for (const listener of listeners) listener();
}

export function useEditingMode(): [mode: EditingMode, choose: (mode: EditingMode) => void] {
  return [useSyncExternalStore(subscribe, current), choose];
}
