/** How readers divide a sandbox's room: one choice for all sandboxes. Browser-safe. */
import { useSyncExternalStore } from 'react';
import { localStorageIfAllowed } from '../allowed-storage.ts';

export interface PaneSizes {
  /** The code's part of the width that it shares with the preview, in percent. */
  code: number;
  /** By how much the lower panel is higher than it would be, in pixels. */
  lower: number;
}

export const usualSizes: PaneSizes = { code: 57, lower: 0 };
export const codeLimits = { least: 20, most: 80 };

/** `SandboxElement.astro` reads it too, before anything is painted. */
const item = 'duplex:panes';

/** What is damaged or out of bounds is as usual. */
export function readSizes(text: string | null | undefined): PaneSizes {
  try {
    const { code, lower } = JSON.parse(text ?? '{}') as Partial<PaneSizes>;
    const fits = typeof code === 'number' && code >= codeLimits.least && code <= codeLimits.most;
    return {
      code: fits ? code : usualSizes.code,
      lower: typeof lower === 'number' && Number.isFinite(lower) ? lower : usualSizes.lower,
    };
  } catch {
    return usualSizes;
  }
}

const listeners = new Set<() => void>();
let sizes: PaneSizes | undefined;

function current(): PaneSizes {
  sizes ??= readSizes(localStorageIfAllowed()?.getItem(item));
  return sizes;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(changed: Partial<PaneSizes>): void {
  sizes = { ...current(), ...changed };
  const { style } = document.documentElement;
  style.setProperty('--duplex-code-part', `${sizes.code}fr`);
  style.setProperty('--duplex-preview-part', `${100 - sizes.code}fr`);
  style.setProperty('--duplex-lower-change', `${sizes.lower}px`);
  try {
    localStorageIfAllowed()?.setItem(item, JSON.stringify(sizes));
  } catch {
    // Without room for them, they hold for this page.
  }
  for (const listener of listeners) listener();
}

export function usePaneSizes(): [sizes: PaneSizes, change: (changed: Partial<PaneSizes>) => void] {
  return [useSyncExternalStore(subscribe, current, () => usualSizes), change];
}
