/** Fetches the workbench when a sandbox is about to be seen or is used. Small: it is on every page with a sandbox. Browser-safe. */

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
  }

  disconnectedCallback(): void {
    this.#rest();
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

  #rest(): void {
    this.#observer?.disconnect();
    this.removeEventListener('focusin', this.#load);
    this.removeEventListener('pointerdown', this.#load);
  }
}

customElements.define('duplex-sandbox', DuplexSandbox);
