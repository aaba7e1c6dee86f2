/** Hands code from a sandbox over to the playground's page, in the same tab. Browser-safe. */
import type { Shareable } from './shareable.ts';

const key = 'duplex:to-playground';

/** @returns Whether the next page of this tab will find it; false when the browser keeps nothing, or has no room. */
export function offerToPlayground(code: Shareable): boolean {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(code));
    return true;
  } catch {
    return false;
  }
}

/** Undefined when nothing was handed over, or it was taken already. */
export function takeOffered(): Shareable | undefined {
  try {
    const offered = window.sessionStorage.getItem(key);
    window.sessionStorage.removeItem(key);
    return offered === null ? undefined : (JSON.parse(offered) as Shareable);
  } catch {
    return undefined;
  }
}
