// Browser only: keeps a reader's prediction, and says what the reader's own run has shown.

const prefix = 'duplex:prediction:';
const shownPrefix = 'duplex:prediction-shown:';

class Predict extends HTMLElement {
  #isWatching = false;

  connectedCallback(): void {
    const kept = read(prefix + this.#key);
    for (const input of this.#inputs) {
      if (input.value === kept) input.checked = true;
      input.addEventListener('change', () => {
        write(prefix + this.#key, input.value);
        this.#acknowledge();
      });
    }
    this.#button?.addEventListener('click', () => this.#explain(this.#isExplained));
    if (this.#chosen) this.#acknowledge();
  }

  get #key(): string {
    return this.dataset['key'] ?? '';
  }

  get #inputs(): HTMLInputElement[] {
    return [...this.querySelectorAll('input')];
  }

  get #chosen(): HTMLInputElement | undefined {
    return this.#inputs.find(({ checked }) => checked);
  }

  get #button(): HTMLButtonElement | null {
    return this.querySelector('button');
  }

  get #isExplained(): boolean {
    return this.#button?.getAttribute('aria-expanded') === 'true';
  }

  #acknowledge(): void {
    if (this.#button) this.#button.disabled = false;
    this.#say(read(shownPrefix + this.#key));
    void this.#watch();
  }

  /** @param shown Key of what a run has shown; null when none has yet, undefined when one has shown nothing of it. */
  #say(shown: string | null | undefined): void {
    const predicted = this.#chosen;
    const seen = this.#inputs.find(({ value }) => value === shown);
    for (const input of this.#inputs) {
      input.parentElement?.toggleAttribute('data-shown', input === seen);
    }
    const status = this.querySelector('[role=status]');
    if (!status || !predicted) return;
    const prediction = `Your prediction: ${wordsOf(predicted)}.`;
    if (seen === predicted) status.textContent = `${prediction} Your run showed just that.`;
    else if (seen) status.textContent = `${prediction} Your run showed: ${wordsOf(seen)}.`;
    else if (shown === undefined) {
      status.textContent = `${prediction} That run did not show it: do as the text says, and run again.`;
    } else status.textContent = prediction;
    this.dataset['state'] = seen ? (seen === predicted ? 'right' : 'other') : 'open';
  }

  /** From the first choice on, every run of the sandbox may answer. */
  async #watch(): Promise<void> {
    const { lesson, prediction: id, sandbox } = this.dataset;
    if (this.#isWatching || !lesson || !id || !sandbox) return;
    this.#isWatching = true;
    try {
      const { watchRuns } = await import('../sandbox/checks/watch-runs.ts');
      await watchRuns({ lesson, id, sandbox }, (shown) => this.#take(shown));
    } catch {
      // Without a server nothing runs either; the next choice tries again.
      this.#isWatching = false;
    }
  }

  #take(shown: string | undefined): void {
    const before = read(shownPrefix + this.#key);
    if (shown !== undefined) write(shownPrefix + this.#key, shown);
    else if (before !== null) return;
    this.#say(shown);
    if (shown !== undefined && shown !== before) this.#lead();
  }

  /** The run is watched further down the page: a link leads back to the answer until the reader has seen it or read on. */
  #lead(): void {
    const link = this.querySelector<HTMLElement>('.to-answer');
    const status = this.querySelector('[role=status]');
    if (!link || !status) return;
    const from = scrollY;
    const finish = (): void => {
      link.hidden = true;
      observer.disconnect();
      document.removeEventListener('scroll', readOn);
    };
    const readOn = (): void => {
      if (Math.abs(scrollY - from) > innerHeight) finish();
    };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) finish();
      else link.hidden = false;
    });
    observer.observe(status);
    document.addEventListener('scroll', readOn, { passive: true });
  }

  #explain(isShown: boolean): void {
    this.querySelector('.outcome')?.toggleAttribute('hidden', isShown);
    this.#button?.setAttribute('aria-expanded', String(!isShown));
  }
}

function wordsOf(input: HTMLInputElement): string {
  return input.parentElement?.textContent?.trim() ?? input.value;
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
