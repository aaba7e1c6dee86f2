/** Which of the reader's own sandboxes the page shows. Browser-safe. */
import { useCallback, useState } from 'react';
import { localStorageIfAllowed } from '../sandbox/allowed-storage.ts';
import type { Files } from '../sandbox/description.ts';
import { takeOffered } from '../sandbox/share/handoff.ts';
import type { Shareable } from '../sandbox/share/shareable.ts';
import {
  addOwn,
  addressOf,
  announceOwn,
  deleteOwn,
  findOwn,
  type OwnSandbox,
  ownSandboxes,
} from './own.ts';

/** `passing`: there is code to look at that the browser does not keep. */
type Shown =
  | { own: OwnSandbox; passing?: never; missing?: never }
  | { own?: never; passing: Shareable; missing?: never }
  | { own?: never; passing?: never; missing: boolean };

interface Own {
  shown: Shown;
  /** All there are, the latest first. */
  all: readonly OwnSandbox[];
  storage: Storage | undefined;
  /** @returns Whether the browser had room. */
  keep(code: { title: string; files: Files }): boolean;
  /** Leaves code that the browser does not keep. */
  leave(): void;
  remove(id: string): void;
}

export function useOwn(): Own {
  const [storage] = useState(localStorageIfAllowed);
  const [shown, show] = useState(() => first(storage));
  const [all, setAll] = useState(() => (storage ? ownSandboxes(storage) : []));

  const keep = useCallback(
    (code: { title: string; files: Files }): boolean => {
      const own = storage && addOwn(storage, code);
      if (!own) return false;
      window.history.pushState(null, '', addressOf(own.id));
      announceOwn();
      show({ own });
      setAll(ownSandboxes(storage));
      return true;
    },
    [storage],
  );
  const remove = useCallback(
    (id: string): void => {
      if (!storage) return;
      deleteOwn(storage, id);
      setAll(ownSandboxes(storage));
      window.history.replaceState(null, '', '/playground/yours/');
      announceOwn();
      show({ missing: false });
    },
    [storage],
  );
  const leave = useCallback(() => show({ missing: false }), []);
  return { shown, all, storage, keep, leave, remove };
}

function first(storage: Storage | undefined): Shown {
  const offered = takeOffered();
  if (offered) {
    const own = storage && addOwn(storage, offered);
    if (!own) return { passing: offered };
    // Reloading must not bring it a second time.
    window.history.replaceState(null, '', addressOf(own.id));
    announceOwn();
    return { own };
  }
  const id = new URLSearchParams(window.location.search).get('id');
  const own = id !== null && storage ? findOwn(storage, id) : undefined;
  return own ? { own } : { missing: id !== null };
}
