/** Makes the text of a run's document. Needs a browser's DOM. */
import type { RunSettings } from '../protocol.ts';
import { baseStyle } from './base-style.ts';
import { type Page, styleElement } from './page.ts';
import { nonce, policyForBase } from './security-policy.ts';

export interface PageParts {
  /** Of the runner. */
  origin: string;
  settings: RunSettings;
  /** Module specifier → URL. */
  imports: Readonly<Record<string, string>>;
  /** URLs that will be imported, to be fetched at once rather than one after the other. */
  preload: readonly string[];
  /** Style sheets that belong to the page without being named by it. */
  styles: readonly string[];
}

export function writePage({ document }: Page, parts: PageParts): string {
  const { settings, imports, preload, styles } = parts;
  const create = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    attributes: Record<string, string>,
  ): HTMLElementTagNameMap[Name] => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const importMap = create('script', { type: 'importmap', nonce });
  importMap.textContent = JSON.stringify({ imports }).replaceAll('<', '\\u003c');

  document.documentElement.dataset['theme'] = settings.theme;
  document.head.prepend(
    create('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: policyForBase(settings.base, parts.origin),
    }),
    create('base', { href: settings.base }),
    styleElement(document, baseStyle),
    importMap,
    ...preload.map((href) => create('link', { rel: 'modulepreload', href })),
  );
  document.head.append(...styles.map((css) => styleElement(document, css)));
  return `<!doctype html>${document.documentElement.outerHTML}`;
}
