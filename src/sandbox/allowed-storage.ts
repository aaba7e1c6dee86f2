/** The browser's storage, for those readers who allow it. Browser-safe. */

/** Browsers throw at the mere mention of a storage that the reader has forbidden. */
export function localStorageIfAllowed(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
