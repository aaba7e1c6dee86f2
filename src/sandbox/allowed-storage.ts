/** The browser's storage, for those readers who allow it. Browser-safe. */

/** What keeping a reader's edits needs of it. */
export type EditsStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function localStorageIfAllowed(): Storage | undefined {
  return usable(() => window.localStorage);
}

/** Kept while the tab lives. */
export function sessionStorageIfAllowed(): Storage | undefined {
  return usable(() => window.sessionStorage);
}

/** Browsers throw at the mere mention of a storage that the reader has forbidden, and at its use when its file is damaged. */
function usable(find: () => Storage): Storage | undefined {
  try {
    const storage = find();
    storage.getItem('');
    return storage;
  } catch {
    return undefined;
  }
}
