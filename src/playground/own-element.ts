/** Fetches what shows the reader's own sandboxes. Browser-safe. */

class DuplexOwn extends HTMLElement {
  async connectedCallback(): Promise<void> {
    try {
      const { mount } = await import('./mount-own.tsx');
      mount(this, this.dataset['runnerPage'] ?? '');
    } catch {
      this.textContent =
        'The editor could not be fetched. Reload the page when the server answers again.';
    }
  }
}

customElements.define('duplex-own', DuplexOwn);
