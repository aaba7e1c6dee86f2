/** Fetches the workbench when a sandbox is about to be seen or is used. Small: it is on every page with a sandbox. Browser-safe. */

import { bringsCode, keyOfFragment } from './share/link-fragment.ts';

/** How far below or above the window a sandbox may be for its workbench to be fetched. */
const nearby = '600px 0px';

class DuplexSandbox extends HTMLElement {
  #observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load();
      },
      { rootMargin: nearby },
    );
    this.#observer.observe(this);
    this.addEventListener('focusin', this.#load);
    this.addEventListener('pointerdown', this.#load);
    window.addEventListener('hashchange', this.#showCode);
    this.#showCode();
  }

  disconnectedCallback(): void {
    this.#rest();
    window.removeEventListener('hashchange', this.#showCode);
  }

  readonly #load = async (): Promise<void> => {
    this.#rest();
    try {
      const { mount } = await import('./mount.tsx');
      mount(this);
    } catch {
      // The server may be back when the reader tries again.
      const status = this.querySelector('.code-status');
      if (status) status.textContent = 'The editor could not be fetched. Click here to try again.';
      this.addEventListener('pointerdown', this.#load, { once: true });
    }
  };

  /** A link with code for this sandbox leads to it. */
  readonly #showCode = (): void => {
    if (keyOfFragment(window.location.hash) === this.dataset['key']) this.scrollIntoView();
  };

  #rest(): void {
    this.#observer?.disconnect();
    this.removeEventListener('focusin', this.#load);
    this.removeEventListener('pointerdown', this.#load);
  }
}

customElements.define('duplex-sandbox', DuplexSandbox);

/** A link with code that no sandbox of this page takes is not passed over in silence. */
async function explainLink(): Promise<void> {
  document.querySelector('.shared-stray')?.remove();
  const { hash } = window.location;
  const boxes = [...document.querySelectorAll<HTMLElement>('duplex-sandbox')];
  if (!bringsCode(hash) || boxes.some(({ dataset }) => dataset['key'] === keyOfFragment(hash)))
    return;
  const { showStrayLink } = await import('./share/stray-link.ts');
  await showStrayLink(hash);
}

void explainLink();
window.addEventListener('hashchange', () => void explainLink());
