/** `<duplex-examples>`: programs with the address of the reader's own space in them. Browser only. */
import { ServerProblem } from '../sandbox/space.ts';
import { tabSpaces } from '../sandbox/tab-space.ts';
import { type Addresses, replacePlaceholders } from './placeholders.ts';

class Examples extends HTMLElement {
  readonly #seen = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#fill();
    },
    { rootMargin: '600px' },
  );

  connectedCallback(): void {
    this.#seen.observe(this);
  }

  disconnectedCallback(): void {
    this.#seen.disconnect();
  }

  async #fill(): Promise<void> {
    this.#seen.disconnect();
    try {
      const { id, base } = await tabSpaces.space();
      this.#replace({ base, site: location.origin, space: id });
    } catch (problem) {
      // Without a server the placeholders stay; what needs the server says so.
      if (!(problem instanceof ServerProblem)) throw problem;
    }
  }

  #replace(addresses: Addresses): void {
    const texts = document.createTreeWalker(this, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      text.nodeValue = replacePlaceholders(text.nodeValue ?? '', addresses);
    }
    // What the button Copy copies.
    for (const button of this.querySelectorAll<HTMLElement>('[data-code]')) {
      button.dataset['code'] = replacePlaceholders(button.dataset['code'] ?? '', addresses);
    }
  }
}

customElements.define('duplex-examples', Examples);
