/** What can be done with the wire as a whole. Browser-safe. */
import { useRef } from 'react';

const views = ['Diagram', 'Table', 'Totals'] as const;
export type ViewName = (typeof views)[number];

interface ToolbarProps {
  view: ViewName;
  onView(view: ViewName): void;
  isPaused: boolean;
  /** Whether a recording is shown, and not what is live. */
  isRecording: boolean;
  hasRecords: boolean;
  filtersShown: boolean;
  onFilters(): void;
  onPause(): void;
  onClear(): void;
  onSave(): void;
  onOpen(file: File): Promise<void>;
  onClose(): void;
}

export function Toolbar(props: ToolbarProps) {
  const { view, isPaused, isRecording, hasRecords } = props;
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="wire-toolbar">
      <div className="wire-views">
        {views.map((name) => (
          <button
            type="button"
            key={name}
            aria-pressed={name === view}
            onClick={() => props.onView(name)}
          >
            {name}
          </button>
        ))}
      </div>
      {!isRecording && (
        <>
          <button type="button" aria-pressed={isPaused} onClick={props.onPause}>
            Pause
          </button>
          <button type="button" onClick={props.onClear}>
            Clear
          </button>
        </>
      )}
      <button type="button" aria-expanded={props.filtersShown} onClick={props.onFilters}>
        Filter
      </button>
      <span className="wire-space" />
      <button
        type="button"
        aria-disabled={!hasRecords}
        onClick={hasRecords ? props.onSave : undefined}
      >
        Save recording
      </button>
      <button type="button" onClick={() => file.current?.click()}>
        Open recording
      </button>
      {isRecording && (
        <button type="button" onClick={props.onClose}>
          Back to live
        </button>
      )}
      <input
        ref={file}
        type="file"
        hidden
        accept=".json,application/json"
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) void props.onOpen(chosen);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </div>
  );
}
