/** Keeps a reader's edits of a sandbox in the browser. Browser-safe. */
import type { Files } from './description.ts';

/** What is kept of one sandbox. */
interface SavedEdits {
  /** Fingerprint of the files that the reader started from. */
  original: string;
  /** The files that the reader has changed, whole. */
  files: Record<string, string>;
}

export interface RestoredEdits {
  /** The original files with the reader's edits over them. */
  files: Files;
  /** The lesson's files have changed since the reader edited them. */
  outdated: boolean;
}

function storageKeyOf(key: string): string {
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

/** Edits of files that the lesson no longer has are left out. */
export function restoreEdits(
  storage: Pick<Storage, 'getItem'>,
  key: string,
  original: Files,
): RestoredEdits {
  const saved = read(storage, key);
  if (!saved) return { files: original, outdated: false };
  const edited = Object.entries(saved.files).filter(([path]) => path in original);
  return {
    files: { ...original, ...Object.fromEntries(edited) },
    outdated: edited.length > 0 && saved.original !== fingerprintOf(original),
  };
}

/** @returns Whether the edits are kept; false when the browser has no room or allows no storage. */
export function saveEdits(
  storage: Pick<Storage, 'setItem' | 'removeItem'>,
  key: string,
  original: Files,
  current: Files,
): boolean {
  const edited = Object.entries(current).filter(([path, code]) => original[path] !== code);
  try {
    if (edited.length === 0) {
      storage.removeItem(storageKeyOf(key));
    } else {
      const saved: SavedEdits = {
        original: fingerprintOf(original),
        files: Object.fromEntries(edited),
      };
      storage.setItem(storageKeyOf(key), JSON.stringify(saved));
    }
    return true;
  } catch {
    return false;
  }
}

function read(storage: Pick<Storage, 'getItem'>, key: string): SavedEdits | undefined {
  try {
    const saved = JSON.parse(storage.getItem(storageKeyOf(key)) ?? 'null') as SavedEdits | null;
    if (!saved || typeof saved.files !== 'object') return undefined;
    const files = Object.entries(saved.files).filter(([, code]) => typeof code === 'string');
    return { original: String(saved.original), files: Object.fromEntries(files) };
  } catch {
    return undefined;
  }
}
