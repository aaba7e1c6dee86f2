/** The space that everything on this page shares, whatever loads it first. Browser-safe. */
import { Spaces, type SpacesEnvironment } from './space.ts';

/** Browsers throw at the mere mention of a storage that the reader has forbidden. */
function sessionStorageIfAllowed(): SpacesEnvironment['storage'] {
  try {
    return window.sessionStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
}

export const tabSpaces = new Spaces({
  fetch: (path, init) => fetch(path, init),
  storage: sessionStorageIfAllowed(),
});
