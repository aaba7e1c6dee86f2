/** Bytes as a hex dump, hex on the left and text on the right. Browser-safe. */
import { Fragment, type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react';
import type { Part } from '../../../sandbox-server/wire/record.ts';
import { type HexRow, hexOf, hexRows, textOf } from './hex.ts';
import { scrollWithin } from './scroll-within.ts';

/** Narrow enough for the narrowest screen. */
const perRow = 8;

interface HexViewProps {
  bytes: Uint8Array;
  parts: readonly Part[];
  /** Positions of the parts that are marked. */
  active: readonly number[];
  onActive(parts: readonly number[]): void;
}

export function HexView({ bytes, parts, active, onActive }: HexViewProps) {
  const rows = useMemo(() => hexRows(bytes.length, parts, perRow), [bytes, parts]);
  const box = useRef<HTMLDivElement>(null);
  const isActive = (of: readonly number[]) => of.some((part) => active.includes(part));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is marked changes with it
  useEffect(() => {
    scrollWithin(box.current, box.current?.querySelector('[data-active="true"]'));
  }, [active]);

  /** Arrow keys go from part to part. */
  function step(event: KeyboardEvent): void {
    const forward = event.key === 'ArrowRight' || event.key === 'ArrowDown';
    if (!forward && event.key !== 'ArrowLeft' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const at = active[0] ?? (forward ? -1 : parts.length);
    const next = Math.min(parts.length - 1, Math.max(0, at + (forward ? 1 : -1)));
    if (parts.length > 0) onActive([next]);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: there is nothing to fill in
    <div
      className="wire-hex"
      ref={box}
      role="group"
      aria-label="Bytes in hex and text; arrow keys go from part to part"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its parts are reached with the arrow keys
      tabIndex={0}
      onKeyDown={step}
      onBlur={() => onActive([])}
      onPointerLeave={() => onActive([])}
    >
      {rows.map((row) => (
        <Row
          key={row.offset}
          row={row}
          bytes={bytes}
          marks={row.segments.map(({ parts: of }) => (isActive(of) ? '1' : '0')).join('')}
          onActive={onActive}
        />
      ))}
    </div>
  );
}

interface RowProps {
  row: HexRow;
  bytes: Uint8Array;
  /** For each segment whether it is marked. */
  marks: string;
  onActive(parts: readonly number[]): void;
}

const Row = memo(function Row({ row: { offset, segments }, bytes, marks, onActive }: RowProps) {
  const draw = (write: (bytes: Uint8Array) => string, between: string) =>
    segments.map(({ start, end, parts }, index) => (
      <Fragment key={start}>
        {index > 0 && between}
        <span data-active={marks[index] === '1'} onPointerEnter={() => onActive(parts)}>
          {write(bytes.subarray(start, end))}
        </span>
      </Fragment>
    ));
  return (
    <div className="wire-hex-row">
      <span className="wire-offset">{offset.toString(16).padStart(4, '0')}</span>
      <span className="wire-hex-bytes">{draw(hexOf, ' ')}</span>
      <span className="wire-hex-text">{draw(textOf, '')}</span>
    </div>
  );
});
