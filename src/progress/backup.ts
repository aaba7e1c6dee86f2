/** All that a reader has made here, as one file: progress, edits, predictions. Browser-safe. */
import { formatProgress, mergeProgress, parseProgress } from './progress.ts';
import { progressKey } from './stored-progress.ts';

/** What is kept by the site, under keys that begin so. */
const prefix = 'duplex:';
const format = 'duplex-backup';

export type Entries = ReadonlyMap<string, string>;

type ReadableStorage = Pick<Storage, 'getItem' | 'key' | 'length'>;

/** The reader's own in this storage. */
export function entriesOf(storage: ReadableStorage): Entries {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return new Map(
    keys
      .filter((key) => key?.startsWith(prefix) ?? false)
      .map((key) => [key ?? '', storage.getItem(key ?? '') ?? '']),
  );
}

/** The text of a backup file. */
export function formatBackup(entries: Entries, time: string): string {
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ format, version: 1, saved: time, entries: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/** @throws with words for the reader when the text is no backup */
export function parseBackup(text: string): Entries {
  let value: { format?: unknown; version?: unknown; entries?: unknown } | null;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('This file is not a backup: it holds no JSON.');
  }
  if (value?.format !== format || typeof value.entries !== 'object' || value.entries === null) {
    throw new Error('This file is not a backup of Duplex.');
  }
  if (value.version !== 1) {
    throw new Error(
      'This backup was made by a newer Duplex than this one. Open it there, or update this one.',
    );
  }
  const entries = Object.entries(value.entries).filter(
    ([key, kept]) => key.startsWith(prefix) && typeof kept === 'string',
  );
  return new Map(entries as [string, string][]);
}

export interface Restoration {
  /** What can be added without losing anything; progress is merged. */
  additions: Entries;
  /** What is kept here already and is otherwise in the backup. */
  conflicts: Entries;
}

export function planRestoration(here: Entries, backup: Entries): Restoration {
  const additions = new Map<string, string>();
  const conflicts = new Map<string, string>();
  for (const [key, value] of backup) {
    const own = here.get(key);
    if (own === value) continue;
    if (key === progressKey) {
      const merged = mergeProgress(parseProgress(own ?? null), parseProgress(value));
      additions.set(key, formatProgress(merged));
    } else if (own === undefined) {
      additions.set(key, value);
    } else {
      conflicts.set(key, value);
    }
  }
  return { additions, conflicts };
}
