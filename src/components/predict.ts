// Browser only: keeps a reader's prediction, and keeps the explanation back until there is one.

const prefix = 'duplex:prediction:';

class Predict extends HTMLElement {
  connectedCallback(): void {
    const key = prefix + (this.dataset['key'] ?? '');
    const kept = read(key);
    for (const input of this.querySelectorAll('input')) {
      if (input.value === kept) {
        input.checked = true;
        this.#acknowledge(kept);
      }
      input.addEventListener('change', () => {
        write(key, input.value);
        this.#acknowledge(input.value);
      });
    }
    this.#button?.addEventListener('click', () => this.#explain());
  }

  get #button(): HTMLButtonElement | null {
    return this.querySelector('button');
  }

  #acknowledge(choice: string): void {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = `Your prediction: ${choice}`;
    if (this.#button) this.#button.disabled = false;
  }

  #explain(): void {
    const outcome = this.querySelector('.outcome');
    outcome?.toggleAttribute('hidden');
    this.#button?.setAttribute('aria-expanded', String(!outcome?.hasAttribute('hidden')));
  }
}

/** Storage can be switched off in the browser; a prediction then lives as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing is lost that the reader would look for: the choice stays on the page.
  }
}

customElements.define('duplex-predict', Predict);
