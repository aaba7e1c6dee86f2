/** The code that the page's address brings, opened. Browser-safe. */
import { useCallback, useEffect, useState } from 'react';
import { bringsCode, keyOfFragment } from './link-fragment.ts';
import type { Shareable } from './shareable.ts';

export type Arrived =
  | { fragment: string; shared: Shareable; problem?: never }
  | { fragment: string; shared?: never; problem: { message: string; help: string } };

interface Link {
  arrived: Arrived | undefined;
  /** Takes the link out of the address; the browser's Back brings it again. */
  leave(): void;
}

const unreachable = {
  message: 'What opens the link could not be fetched.',
  help: 'Reload the page when the server answers again.',
};

/** @param key Of the sandbox whose links are meant; undefined for all. */
export function useLink(key: string | undefined): Link {
  const [arrived, setArrived] = useState<Arrived>();

  useEffect(() => {
    const look = async (): Promise<void> => {
      const fragment = window.location.hash;
      // A link to a heading of the page changes nothing.
      if (!bringsCode(fragment)) return;
      if (key !== undefined && keyOfFragment(fragment) !== key) return;
      const opened = await open(fragment);
      if (window.location.hash === fragment) setArrived(opened);
    };
    void look();
    const listener = (): void => void look();
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  }, [key]);

  const leave = useCallback((): void => {
    const { pathname, search } = window.location;
    window.history.pushState(null, '', `${pathname}${search}`);
    setArrived(undefined);
  }, []);

  return { arrived, leave };
}

async function open(fragment: string): Promise<Arrived> {
  const modules = await import('./link.ts').catch(() => undefined);
  if (!modules) return { fragment, problem: unreachable };
  try {
    return { fragment, shared: await modules.openFragment(fragment) };
  } catch (problem) {
    if (!(problem instanceof modules.LinkProblem)) throw problem;
    return { fragment, problem: { message: problem.message, help: problem.help } };
  }
}
