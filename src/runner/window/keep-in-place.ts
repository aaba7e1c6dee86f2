/** Links inside of the preview: those to a part of the page work, others do not lead out of the run. Browser-safe. */
import type { RunWindow } from './run-window.ts';

export function keepInPlace(window: RunWindow, say: (message: string) => void): void {
  // On the window, so that code that handles the click itself comes first.
  window.addEventListener('click', (event) => {
    if (event.defaultPrevented) return;
    const link = event.composedPath().find(isLink);
    const href = link?.getAttribute('href');
    if (!link || href === null || href === undefined) return;
    if (link.hasAttribute('download') || /^(blob|data|javascript):/i.test(href)) return;
    event.preventDefault();
    // Against the base, even a fragment would lead to another page.
    if (href.startsWith('#')) {
      window.document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
    } else {
      say(`The link to ${href} was not followed: the preview has no page to go to.`);
    }
  });
}

function isLink(target: EventTarget): target is HTMLAnchorElement | HTMLAreaElement {
  const { localName } = target as Element;
  return localName === 'a' || localName === 'area';
}
