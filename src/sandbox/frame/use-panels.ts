/** Which panels are in front, and which the reader has looked at. Browser-safe. */
import { useCallback, useState } from 'react';
import { type Arrangement, bringToFront, firstArrangement, type PanelName } from './panels.ts';

export interface Panels {
  arrangement: Arrangement;
  /** Those that were in front at least once. */
  opened: readonly PanelName[];
  select(panel: PanelName): void;
}

export function usePanels(): Panels {
  const [arrangement, setArrangement] = useState(firstArrangement);
  const [opened, setOpened] = useState<readonly PanelName[]>([]);
  const select = useCallback((panel: PanelName): void => {
    setOpened((opened) => (opened.includes(panel) ? opened : [...opened, panel]));
    setArrangement((arrangement) => bringToFront(arrangement, panel));
  }, []);
  return { arrangement, opened, select };
}
