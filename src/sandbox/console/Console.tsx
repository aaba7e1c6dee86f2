/** What the run says: logged values, and errors with a way to their line. Browser-safe. */
import { memo, useEffect, useRef, useState } from 'react';
import { nameOf } from '../description.ts';
import type { Place } from '../editor/reveal.ts';
import type { ConsoleLine } from '../run/run-state.ts';
import { showValue } from './shown-value.ts';

interface ConsoleProps {
  lines: readonly ConsoleLine[];
  dropped: number;
  onReveal(place: Place): void;
}

/** How far from its end the list may be scrolled and still follow what comes, in pixels. */
const nearEnd = 24;

export const Console = memo(function Console({ lines, dropped, onReveal }: ConsoleProps) {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);

  useEffect(() => {
    const element = list.current;
    // A reader who has scrolled up is reading.
    if (element && lines.length > 0 && follows.current) element.scrollTop = element.scrollHeight;
  }, [lines]);

  return (
    <div
      className="console"
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Console output"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < nearEnd;
      }}
    >
      {lines.length === 0 && <p className="console-empty">What the code logs appears here.</p>}
      {dropped > 0 && <p className="console-empty">{`${dropped} earlier lines are not kept.`}</p>}
      {lines.map((line) => (
        <Line key={line.key} line={line} onReveal={onReveal} />
      ))}
    </div>
  );
});

interface LineProps {
  line: ConsoleLine;
  onReveal(place: Place): void;
}

const levels: Readonly<Record<string, string>> = {
  error: 'Error',
  assert: 'Error',
  warn: 'Warning',
};

const Line = memo(function Line({ line, onReveal }: LineProps) {
  const { method, values, count, error } = line;
  const level = levels[method];
  return (
    <div className="console-line" data-method={method}>
      {level && <span className="sandbox-hidden">{`${level}: `}</span>}
      <span className="console-values">
        {values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the values of a line never change
          <TopValue key={index} value={value} />
        ))}
      </span>
      {error && <ErrorPlace error={error} onReveal={onReveal} />}
      {count > 1 && (
        <span className="console-count">
          {count}
          <span className="sandbox-hidden"> times</span>
        </span>
      )}
    </div>
  );
});

function ErrorPlace({
  error,
  onReveal,
}: { error: NonNullable<ConsoleLine['error']> } & Pick<LineProps, 'onReveal'>) {
  const { path, line, column } = error;
  if (!path || !line) return null;
  return (
    <button
      type="button"
      className="console-place"
      onClick={() => onReveal({ path, line, column: column ?? 1 })}
    >
      {`${nameOf(path)}:${line}`}
    </button>
  );
}

/** A string that is logged itself is written as it is; inside of something it is quoted. */
function TopValue({ value }: { value: unknown }) {
  return typeof value === 'string' ? <span>{value}</span> : <Value value={value} />;
}

function Value({ value, label }: { value: unknown; label?: string }) {
  const [open, setOpen] = useState(false);
  const { kind, text, entries } = showValue(value);
  const name = label !== undefined && <span className="console-label">{`${label}: `}</span>;
  if (!entries) {
    return (
      <span className={`console-${kind}`}>
        {name}
        {text}
      </span>
    );
  }
  return (
    <details
      className="console-object"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {name}
        {text}
      </summary>
      {open && (
        <ul>
          {entries.map(([key, item]) => (
            <li key={key}>
              <Value label={key} value={item} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
