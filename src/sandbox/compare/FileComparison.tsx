/** The reader's version of a file and another one. Fetched when readers compare for the first time. Browser-safe. */
import { useEffect, useRef, useState } from 'react';
import type { RunError } from '../../runner/protocol.ts';
import { nameOf } from '../description.ts';
import type { EditingMode } from '../editor/editing-mode.ts';
import type { Place } from '../editor/reveal.ts';
import { type Changes, changesBetween, sayChanges } from './changes.ts';
import { type ComparedEditors, compareIn } from './compared-editors.ts';

export interface FileComparisonProps {
  path: string;
  /** Undefined when the reader has no such file. */
  mine: string | undefined;
  /** Undefined when there is no such file in the version that is compared with. */
  other: string | undefined;
  /** Such as `Solution`. */
  otherName: string;
  mode: EditingMode;
  /** Errors in the other version. */
  errors: readonly RunError[];
  /** A place in the other version. */
  place: Place | undefined;
  hintId: string;
  /** Must not change while the comparison is there. */
  onLeave(): void;
}

/** Two columns of about fifty characters, in pixels. */
const roomForTwo = 720;

export default function FileComparison(props: FileComparisonProps) {
  const { path, mine, other, otherName, mode, errors, place, hintId, onLeave } = props;
  const box = useRef<HTMLDivElement>(null);
  const parent = useRef<HTMLDivElement>(null);
  const editors = useRef<ComparedEditors>(null);
  const [sideBySide, setSideBySide] = useState<boolean>();
  const [shown, setShown] = useState(0);
  const changes = changesBetween(mine, other);

  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSideBySide(entry.contentRect.width >= roomForTwo);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!parent.current || sideBySide === undefined || mode === 'plain') return;
    const name = nameOf(path);
    const created = compareIn({
      parent: parent.current,
      path,
      mine: { name: `${name}, your code`, code: mine ?? '' },
      other: { name: `${name}, ${otherName.toLowerCase()}`, code: other ?? '' },
      sideBySide,
      hintId,
      leave: onLeave,
    });
    created.showLine(changesBetween(mine, other).places[0] ?? 1);
    setShown(0);
    editors.current = created;
    return () => {
      editors.current = null;
      created.destroy();
    };
  }, [path, mine, other, otherName, sideBySide, mode, hintId, onLeave]);

  // Again with each new pair of editors, which depends on the room there is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => editors.current?.showErrors(errors), [errors, path, other, sideBySide, mode]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (place) editors.current?.reveal(place);
  }, [place, path, sideBySide]);

  const go = (step: number): void => {
    const next = (shown + step + changes.places.length) % changes.places.length;
    setShown(next);
    editors.current?.showLine(changes.places[next] ?? 1);
  };

  return (
    <div className="comparison" ref={box} data-side-by-side={sideBySide && mode === 'rich'}>
      <div className="comparison-head">
        <p>{sayChanges(changes)}</p>
        {mode === 'rich' && changes.places.length > 1 && (
          <>
            <p role="status">{`Change ${shown + 1} of ${changes.places.length}`}</p>
            <button type="button" aria-label="Previous change" onClick={() => go(-1)}>
              ↑
            </button>
            <button type="button" aria-label="Next change" onClick={() => go(1)}>
              ↓
            </button>
          </>
        )}
      </div>
      <p className="comparison-names">
        <span data-kind="removed">Your code</span>
        <span data-kind="added">{otherName}</span>
      </p>
      {mode === 'plain' ? (
        <PlainLines path={path} changes={changes} />
      ) : (
        <div className="comparison-editors" ref={parent} />
      )}
    </div>
  );
}

const said = { same: '', removed: 'Removed: ', added: 'Added: ' };

/** One text for those who hear it: each line that differs says how. */
function PlainLines({ path, changes }: { path: string; changes: Changes }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are no fields
    <div
      className="comparison-plain"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
      tabIndex={0}
      aria-label={`${nameOf(path)}, both versions`}
    >
      {changes.lines.map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <span className="comparison-line" data-kind={kind} key={index}>
          {said[kind] && <span className="sandbox-hidden">{said[kind]}</span>}
          {`${text}\n`}
        </span>
      ))}
    </div>
  );
}
