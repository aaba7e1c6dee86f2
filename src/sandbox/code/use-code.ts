/** The code of a sandbox as React sees it: the reader's, the solution's, and the two side by side. Browser-safe. */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { EditsStorage } from '../allowed-storage.ts';
import type { Files, SandboxDescription } from '../description.ts';
import { newEditsId } from '../edits-id.ts';
import { differencesOf, type Replacement, storageKeyOf } from '../saved-edits.ts';
import { type Keeping, ReaderFiles } from './reader-files.ts';

/** What the reader's code can be compared with: the solution, or the lesson's code, which has changed since. */
export type Counterpart = 'solution' | 'lesson';

export interface Code {
  /** What Run runs: the reader's own, or the solution while it is shown. */
  files: Files;
  mine: Files;
  /** What the reader's code is compared with. */
  compared: { with: Counterpart; files: Files } | undefined;
  /** Paths of the files that have a tab. */
  paths: readonly string[];
  /** Path of the file that is in front. */
  active: string;
  showsSolution: boolean;
  /** Paths of the files that differ: from what they are compared with, or else from the lesson's. */
  changed: readonly string[];
  /** The lesson has changed since the reader edited it. */
  outdated: boolean;
  keeping: Keeping;
  /** What was kept cannot be read, and the next edit is written over it. */
  damaged: boolean;
  /** What is shown was written in another tab. */
  fromElsewhere: boolean;
  /** What can be taken back. */
  undoable: Replacement | undefined;
  open(path: string): void;
  edit(path: string, code: string): void;
  /** Puts the lesson's code in the place of the reader's. */
  reset(): void;
  undo(): void;
  /** Shows the two side by side; with undefined, the reader's code alone. */
  compare(counterpart: Counterpart | undefined): void;
  /** Takes one file over from what is compared, or all. */
  takeOver(path?: string): void;
  /** Goes on with the reader's code although the lesson has changed. */
  keepMine(): void;
  /** Gives the reader's code other files, and opens one. */
  arrange(files: Files, open: string): void;
}

export function useCode(description: SandboxDescription, storage: EditsStorage | undefined): Code {
  const { files: original, solution } = description;
  const reader = useReaderFiles(description, storage);
  const state = useSyncExternalStore(reader.subscribe, reader.state);
  const { files: mine, earlier } = state;
  const [chosen, setActive] = useState(description.open);
  const [counterpart, setCounterpart] = useState<Counterpart>();

  const compared = useMemo(() => {
    // What only the reader has is no part of the solution, and stays.
    if (counterpart === 'solution') {
      return { with: counterpart, files: { ...mine, ...original, ...solution } };
    }
    return counterpart && { with: counterpart, files: original };
  }, [counterpart, mine, original, solution]);
  const showsSolution = counterpart === 'solution';
  const changed = differencesOf(mine, compared?.files ?? original);
  const paths = Object.keys({ ...mine, ...compared?.files });
  const active = paths.includes(chosen) ? chosen : (paths[0] ?? chosen);

  const edit = useCallback((path: string, code: string) => reader.edit(path, code), [reader]);
  const compare = (next: Counterpart | undefined): void => {
    setCounterpart(next);
    const worthwhile = next === 'solution' ? Object.keys(solution) : differencesOf(mine, original);
    if (next && !worthwhile.includes(active)) setActive(worthwhile[0] ?? active);
  };

  return {
    files: showsSolution && compared ? compared.files : mine,
    mine,
    compared,
    paths,
    active,
    showsSolution,
    changed: changed.filter((path) => paths.includes(path)),
    outdated: state.outdated,
    keeping: state.keeping,
    damaged: state.damaged,
    fromElsewhere: state.fromElsewhere,
    undoable: earlier.at(-1)?.replacedBy,
    open: setActive,
    edit,
    reset: () => {
      setCounterpart(undefined);
      reader.replace(original, 'reset');
    },
    undo: () => reader.undo(),
    compare,
    takeOver: (path) => {
      if (!compared) return;
      reader.replace(
        path === undefined ? compared.files : taken(mine, compared.files, path),
        'take-over',
      );
      if (path === undefined) setCounterpart(undefined);
    },
    keepMine: () => {
      setCounterpart(undefined);
      reader.settle();
    },
    arrange: (files, open) => {
      reader.replace(files, 'files');
      setActive(open);
    },
  };
}

/** One file as the other has it; if it has none, without the file. */
function taken(mine: Files, other: Files, path: string): Files {
  const { [path]: _, ...rest } = mine;
  const code = other[path];
  return code === undefined ? rest : { ...mine, [path]: code };
}

/** The reader's files for as long as the sandbox is there, in step with other tabs. */
function useReaderFiles(
  { key, files: original, readOnly }: SandboxDescription,
  storage: EditsStorage | undefined,
): ReaderFiles {
  const [reader] = useState(
    () =>
      new ReaderFiles({
        storage: readOnly ? undefined : storage,
        key,
        original,
        newId: newEditsId,
      }),
  );
  useEffect(() => {
    const { synchronize } = reader;
    const look = (event: StorageEvent): void => {
      if (event.key === storageKeyOf(key)) synchronize();
    };
    // A page that was frozen has missed events.
    window.addEventListener('storage', look);
    window.addEventListener('pageshow', synchronize);
    window.addEventListener('focus', synchronize);
    return () => {
      window.removeEventListener('storage', look);
      window.removeEventListener('pageshow', synchronize);
      window.removeEventListener('focus', synchronize);
    };
  }, [reader, key]);
  return reader;
}
