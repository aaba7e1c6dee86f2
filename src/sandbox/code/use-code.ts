/** The reader's code and the solution: what is shown, edited, kept, reset. Browser-safe. */
import { useSandpack } from '@codesandbox/sandpack-react/unstyled';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Files, SandboxDescription } from '../description.ts';
import { saveEdits } from '../saved-edits.ts';

export interface Code {
  /** What is shown, and what Run runs: the reader's own, or the solution. */
  files: Files;
  mine: Files;
  /** The solution, with the files that it leaves as they were. */
  solved: Files;
  /** Path of the file that is in front. */
  active: string;
  showsSolution: boolean;
  /** Paths of the reader's files that differ from the original; of the solution's while it is shown. */
  changed: readonly string[];
  /** The browser keeps the edits when the page is left. */
  kept: boolean;
  canUndoReset: boolean;
  open(path: string): void;
  edit(path: string, code: string): void;
  reset(): void;
  undoReset(): void;
  showSolution(shown: boolean): void;
}

function differences(files: Files, original: Files): string[] {
  return Object.keys(files).filter((path) => files[path] !== original[path]);
}

export function useCode(description: SandboxDescription, storage: Storage | undefined): Code {
  const { files: original, solution, key } = description;
  const { sandpack } = useSandpack();
  const mine = useMemo(
    () =>
      Object.fromEntries(
        Object.keys(original).map((path) => [path, sandpack.files[path]?.code ?? '']),
      ),
    [original, sandpack.files],
  );
  const [active, setActive] = useState(description.open);
  const [showsSolution, setShowsSolution] = useState(false);
  const [kept, setKept] = useState(true);
  const [undo, setUndo] = useState<Files>();
  // Edits can come faster than renderings.
  const latest = useRef<Files>(mine);
  const update = useRef(sandpack.updateFile);
  update.current = sandpack.updateFile;

  const replace = useCallback(
    (files: Files): void => {
      latest.current = files;
      update.current({ ...files }, undefined, false);
      if (storage) setKept(saveEdits(storage, key, original, files));
    },
    [storage, key, original],
  );
  const edit = useCallback(
    (path: string, code: string): void => {
      // The editor also reports what it was told to show.
      if (latest.current[path] === code) return;
      setUndo(undefined);
      replace({ ...latest.current, [path]: code });
    },
    [replace],
  );
  const show = (shown: boolean): void => {
    setShowsSolution(shown);
    const worthwhile = Object.keys(solution);
    if (shown && !worthwhile.includes(active)) setActive(worthwhile[0] ?? active);
    if (!shown && !(active in original)) setActive(description.open);
  };

  const solved = useMemo(() => ({ ...original, ...solution }), [original, solution]);
  const files = showsSolution ? solved : mine;
  return {
    files,
    mine,
    solved,
    active,
    showsSolution,
    changed: differences(files, original),
    kept,
    canUndoReset: undo !== undefined,
    open: setActive,
    edit,
    reset: () => {
      setUndo(latest.current);
      show(false);
      replace(original);
    },
    undoReset: () => {
      if (undo) replace(undo);
      setUndo(undefined);
    },
    showSolution: show,
  };
}
