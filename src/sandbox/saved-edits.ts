/** How a reader's edits of a sandbox are written down in the browser's storage. Browser-safe. */
import type { Files } from './description.ts';

/** What replaced the reader's files, and so can be taken back. */
export type Replacement = 'reset' | 'take-over' | 'link' | 'files' | 'other-tab' | 'undo';

export interface Earlier {
  /** What came after it. */
  replacedBy: Replacement;
  /** The reader's files before that. */
  files: Files;
  /** Fingerprint of the files that it made. */
  made: string;
}

/** A version of a sandbox's files that a reader made. */
export interface Edits {
  /** Different for each time that edits are written: so tabs know who wrote last. */
  id: string;
  /** The `id` that this was written over; undefined when there was nothing. */
  over: string | undefined;
  /** Fingerprint of the lesson's files that the reader worked from. */
  original: string;
  /** All of the reader's files. */
  files: Files;
  /** What the reader had before it was replaced, the newest last. */
  earlier: readonly Earlier[];
}

/** What is written down: the reader's files apart from those that are as in the lesson. */
interface SavedEdits {
  id: string;
  over?: string;
  original: string;
  files: Record<string, string>;
  /** Files that the reader left alone. With them the reader's version stays whole when the lesson changes. */
  untouched: Record<string, string>;
  earlier: {
    replacedBy: Replacement;
    /** Apart from those that are as in `untouched`. */
    files: Record<string, string>;
    /** Paths in `untouched` that this version does not have. */
    without?: string[];
    made: string;
  }[];
}

export function storageKeyOf(key: string): string {
  return `duplex:edits:${key}`;
}

/** Tells two sets of files apart; not a secret (FNV-1a, 32 bits). */
export function fingerprintOf(files: Files): string {
  let hash = 0x811c9dc5;
  for (const [path, code] of Object.entries(files).sort()) {
    for (const character of `${path}\0${code}\0`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
  }
  return (hash >>> 0).toString(36);
}

/** Paths of files that differ, or that only one of the two has. */
export function differencesOf(one: Files, other: Files): string[] {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].filter((path) => one[path] !== other[path]);
}

/** Whether something is kept that cannot be read. */
export function isDamaged(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  original: Files,
): boolean {
  return (
    storage.getItem(storageKeyOf(key)) !== null && readEdits(storage, key, original) === undefined
  );
}

/** @returns Undefined when nothing is kept, or what is kept cannot be read. */
export function readEdits(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  original: Files,
): Edits | undefined {
  try {
    const saved = JSON.parse(storage.getItem(storageKeyOf(key)) ?? 'null') as Partial<SavedEdits>;
    if (!saved || typeof saved.files !== 'object') return undefined;
    const untouched = textsIn(saved.untouched ?? original);
    const files = inOrder({ ...untouched, ...textsIn(saved.files) }, original);
    if (Object.keys(files).length === 0) return undefined;
    return {
      id: String(saved.id),
      over: saved.over,
      original: String(saved.original),
      files,
      earlier: earlierIn(saved.earlier ?? [], untouched, original),
    };
  } catch {
    return undefined;
  }
}

/** None when they cannot be read: what the reader has now is worth more. */
function earlierIn(saved: SavedEdits['earlier'], untouched: Files, original: Files): Earlier[] {
  try {
    return saved.map(({ replacedBy, files, without = [], made }) => {
      const left = Object.entries(untouched).filter(([path]) => !without.includes(path));
      const whole = { ...Object.fromEntries(left), ...textsIn(files) };
      return { replacedBy, files: inOrder(whole, original), made };
    });
  } catch {
    return [];
  }
}

/**
 * Where there is no room for everything, what the reader had earlier gives way to what the reader has.
 * @returns What is kept, as far as the browser has room.
 */
export function writeEdits(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  key: string,
  original: Files,
  edits: Edits,
): 'all' | 'without-earlier' | 'nothing' {
  const { id, over, files, earlier } = edits;
  const untouched = Object.fromEntries(
    Object.entries(files).filter(([path, code]) => original[path] === code),
  );
  const saved: SavedEdits = {
    id,
    ...(over !== undefined && { over }),
    original: edits.original,
    files: withoutEqual(files, original),
    untouched,
    earlier: earlier.map((one) => {
      const without = Object.keys(untouched).filter((path) => !(path in one.files));
      const changed = withoutEqual(one.files, untouched);
      return { ...one, files: changed, ...(without.length > 0 && { without }) };
    }),
  };
  const item = storageKeyOf(key);
  const isAsBefore = differencesOf(files, original).length === 0;
  if (isAsBefore && earlier.length === 0 && succeeds(() => storage.removeItem(item))) return 'all';
  if (succeeds(() => storage.setItem(item, JSON.stringify(saved)))) return 'all';
  const alone = JSON.stringify({ ...saved, earlier: [] });
  return succeeds(() => storage.setItem(item, alone)) ? 'without-earlier' : 'nothing';
}

function succeeds(attempt: () => void): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}

function withoutEqual(files: Files, original: Files): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(([path, code]) => original[path] !== code),
  );
}

/** Files have their tabs in the lesson's order, and after them the reader's own. */
function inOrder(files: Files, original: Files): Files {
  const known = Object.keys(original).filter((path) => path in files);
  return { ...Object.fromEntries(known.map((path) => [path, files[path] ?? ''])), ...files };
}

function textsIn(files: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter(
      (entry): entry is [string, string] =>
        entry[0].startsWith('/') && typeof entry[1] === 'string',
    ),
  );
}
