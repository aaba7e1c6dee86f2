/** `<duplex-command>`: a command with the address of the reader's own space in it, to copy. Browser only. */
import { copyTextOf } from '../sandbox/share/copy.ts';
import { ServerProblem } from '../sandbox/space.ts';
import { tabSpaces } from '../sandbox/tab-space.ts';

class Command extends HTMLElement {
  readonly #seen = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#fill();
    },
    { rootMargin: '600px' },
  );

  connectedCallback(): void {
    this.querySelector('button')?.addEventListener('click', () => void this.#copy());
    // A space is made for readers who come this far, not for everyone who opens the page.
    this.#seen.observe(this);
  }

  disconnectedCallback(): void {
    this.#seen.disconnect();
  }

  async #fill(): Promise<void> {
    this.#seen.disconnect();
    try {
      const { base } = await tabSpaces.space();
      const code = this.querySelector('code');
      if (code) code.textContent = (this.dataset['run'] ?? '').replaceAll('BASE', base);
    } catch (problem) {
      // Without a server the placeholder stays; what needs the server says so.
      if (!(problem instanceof ServerProblem)) throw problem;
    }
  }

  async #copy(): Promise<void> {
    await this.#fill();
    const code = this.querySelector('code');
    const button = this.querySelector('button');
    if (!code || !button) return;
    button.textContent = (await copyTextOf(code)) ? 'Copied' : 'Selected';
  }
}

customElements.define('duplex-command', Command);
