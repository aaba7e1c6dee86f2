/** The browser's storage, for those readers who allow it. Browser-safe. */

/** What keeping a reader's edits needs of it. */
export type EditsStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Browsers throw at the mere mention of a storage that the reader has forbidden. */
export function localStorageIfAllowed(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

/** Kept while the tab lives. */
export function sessionStorageIfAllowed(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}
