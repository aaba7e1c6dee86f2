/** A line between two panels that can be moved: by mouse, by touch, and with the arrow keys, Home and End. Browser-safe. */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

interface SeparatorProps {
  /** What it changes, read out as its name. */
  label: string;
  /** The direction of the line: `vertical` ones move sideways. */
  orientation: 'vertical' | 'horizontal';
  /** Id of the panel whose size is `value`. */
  controls: string;
  value: number;
  least: number;
  most: number;
  /** By how much an arrow key changes the value. */
  step: number;
  /** The value in words. */
  valueText: string;
  /** Whether the value grows when the line moves to the right or down. */
  growsForward: boolean;
  /** How many units of the value a pixel is, when the drag begins. */
  unitsPerPixel(): number;
  onChange(value: number): void;
  /** Back to what is usual. */
  onReset(): void;
}

export function Separator(props: SeparatorProps) {
  const { label, orientation, controls, value, least, most, step, valueText } = props;
  const { growsForward, unitsPerPixel, onChange, onReset } = props;
  const drag = useRef<{ at: number; value: number; units: number }>(null);
  const sideways = orientation === 'vertical';
  const change = (wanted: number): void => onChange(Math.min(Math.max(wanted, least), most));
  const place = (event: PointerEvent): number => (sideways ? event.clientX : event.clientY);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [back, forward] = sideways ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const towards = growsForward ? step : -step;
    if (event.key === back) change(value - towards);
    else if (event.key === forward) change(value + towards);
    else if (event.key === 'Home') change(least);
    else if (event.key === 'End') change(most);
    else if (event.key === 'Enter') onReset();
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      className="sandbox-separator"
      data-orientation={orientation}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-controls={controls}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(least)}
      aria-valuemax={Math.round(most)}
      aria-valuetext={valueText}
      title={`${label}: drag, or use the arrow keys. Double-click: as usual`}
      onKeyDown={press}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        // The preview, a page of its own, would take the pointer.
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: place(event), value, units: unitsPerPixel() };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        const moved = (place(event) - drag.current.at) * drag.current.units;
        change(drag.current.value + (growsForward ? moved : -moved));
      }}
      onLostPointerCapture={() => {
        drag.current = null;
      }}
    />
  );
}
