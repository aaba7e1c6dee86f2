/** The two lines that divide a sandbox's room. Browser-safe. */
import { type RefObject, useEffect, useState } from 'react';
import { codeLimits, usePaneSizes, usualSizes } from './pane-sizes.ts';
import { Separator } from './Separator.tsx';

/** The smallest heights, in pixels, as in frame/panes.css. */
const leastLower = 96;
const leastUpper = 160;

interface SeparatorsProps {
  /** The element that holds the panels. */
  panes: RefObject<HTMLElement | null>;
  /** Ids of the panels whose sizes change. */
  codeId: string;
  lowerId: string;
}

export function Separators({ panes, codeId, lowerId }: SeparatorsProps) {
  const [sizes, change] = usePaneSizes();
  const { upper, lower } = useHeights(panes);
  // What the lower panel would be without the reader's change.
  const usualLower = lower - sizes.lower;
  return (
    <>
      <Separator
        label="Width of the code"
        orientation="vertical"
        controls={codeId}
        value={sizes.code}
        least={codeLimits.least}
        most={codeLimits.most}
        step={4}
        valueText={`${Math.round(sizes.code)} percent`}
        growsForward
        unitsPerPixel={() => 100 / (panes.current?.clientWidth || 100)}
        onChange={(code) => change({ code })}
        onReset={() => change({ code: usualSizes.code })}
      />
      <Separator
        label="Height of the lower panel"
        orientation="horizontal"
        controls={lowerId}
        value={lower}
        least={Math.min(leastLower, lower)}
        most={Math.max(lower + upper - leastUpper, lower)}
        step={24}
        valueText={`${Math.round(lower)} pixels`}
        growsForward={false}
        unitsPerPixel={() => 1}
        onChange={(height) => change({ lower: Math.round(height - usualLower) })}
        onReset={() => change({ lower: usualSizes.lower })}
      />
    </>
  );
}

/** As they are, because what is in front, full screen and the smallest sizes have a say too. */
function useHeights(panes: RefObject<HTMLElement | null>): { upper: number; lower: number } {
  const [heights, setHeights] = useState({ upper: 0, lower: 0 });
  useEffect(() => {
    const upper = panes.current?.querySelector('[data-place="start"]');
    const lower = panes.current?.querySelector('[data-place="bottom"]');
    if (!upper || !lower) return;
    const observer = new ResizeObserver(() =>
      setHeights({ upper: upper.clientHeight, lower: lower.clientHeight }),
    );
    observer.observe(upper);
    observer.observe(lower);
    return () => observer.disconnect();
  }, [panes]);
  return heights;
}
