/** The page's colour theme, which Starlight keeps in `<html data-theme>`. Browser-safe. */
import type { Theme } from '../runner/protocol.ts';

export function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

/** @returns a function that ends the watch */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
