/** Marks the starting points that the reader has edited, and lists the reader's own sandboxes. Browser-safe. */
import { localStorageIfAllowed } from '../sandbox/allowed-storage.ts';
import { storageKeyOf } from '../sandbox/saved-edits.ts';
import { addressOf, ownChanged, ownSandboxes } from './own.ts';

function show(): void {
  const storage = localStorageIfAllowed();
  if (!storage) return;
  for (const link of document.querySelectorAll<HTMLElement>('.chooser a[data-key]')) {
    const edited = storage.getItem(storageKeyOf(link.dataset['key'] ?? '')) !== null;
    link.toggleAttribute('data-edited', edited);
  }
  const own = ownSandboxes(storage);
  const list = document.querySelector('.chooser [data-part=own-list]');
  list?.replaceChildren(...own.map(({ id, title }) => entry(addressOf(id), title)));
  const none = document.querySelector<HTMLElement>('.chooser [data-part=own-none]');
  if (none) none.hidden = own.length > 0;
}

function entry(href: string, title: string): HTMLLIElement {
  const item = document.createElement('li');
  // Astro's styles are for the elements that it writes: a copy of one has them.
  const link = document.querySelector<HTMLAnchorElement>('.chooser a')?.cloneNode() as
    | HTMLAnchorElement
    | undefined;
  if (!link) return item;
  for (const name of ['title', 'data-key', 'data-edited', 'aria-current'])
    link.removeAttribute(name);
  link.href = href;
  link.textContent = title;
  if (new URL(link.href).search === window.location.search) link.ariaCurrent = 'page';
  item.append(link);
  return item;
}

show();
window.addEventListener('pageshow', show);
window.addEventListener('storage', show);
window.addEventListener(ownChanged, show);
