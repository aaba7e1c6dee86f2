// Browser only: keeps a reader's prediction, and says what the reader's own run has shown.

const prefix = 'duplex:prediction:';
const shownPrefix = 'duplex:prediction-shown:';

class Predict extends HTMLElement {
  readonly #note = this.querySelector<HTMLElement>('.note');
  #isWatching = false;
  /** Key of what a run has shown; null when none has yet, undefined when one has shown nothing of it. */
  #shown: string | null | undefined;
  /** What is still to come in a run that is being watched, in words. */
  #awaited: readonly string[] | undefined;

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
    return this.querySelector('.button');
  }

  get #isExplained(): boolean {
    return this.#button?.getAttribute('aria-expanded') === 'true';
  }

  #acknowledge(): void {
    if (this.#button) this.#button.disabled = false;
    this.#shown = read(shownPrefix + this.#key);
    this.#say();
    void this.#watch();
  }

  #say(): void {
    const predicted = this.#chosen;
    const seen = this.#inputs.find(({ value }) => value === this.#shown);
    for (const input of this.#inputs) {
      input.parentElement?.querySelector('.ran')?.toggleAttribute('hidden', input !== seen);
    }
    const status = this.querySelector('[role=status]');
    if (!status || !predicted) return;
    const text = this.#textFor(predicted, seen);
    // What is the same is not announced again.
    if (status.textContent !== text) status.textContent = text;
    this.dataset['state'] = seen ? (seen === predicted ? 'right' : 'other') : 'open';
  }

  #textFor(predicted: HTMLInputElement, seen: HTMLInputElement | undefined): string {
    const prediction = `Your prediction: ${wordsOf(predicted)}.`;
    if (seen === predicted) return `${prediction} Your run showed just that.`;
    if (seen) return `${prediction} Your run showed: ${wordsOf(seen)}.`;
    if (this.#awaited) {
      const [next] = this.#awaited;
      return `Your run is being watched.${next === undefined ? '' : ` Still to come: ${next}.`}`;
    }
    if (this.#shown === undefined) {
      return `${prediction} That run did not show it: do as the text says, and run again.`;
    }
    return prediction;
  }

  /** From the first choice on, every run of the sandbox may answer. */
  async #watch(): Promise<void> {
    const { lesson, prediction: id, sandbox } = this.dataset;
    if (this.#isWatching || !lesson || !id || !sandbox) return;
    this.#isWatching = true;
    try {
      const { watchRuns } = await import('../sandbox/checks/watch-runs.ts');
      await watchRuns(
        { lesson, id, sandbox },
        {
          shown: (key) => this.#take(key),
          awaits: (words) => {
            this.#awaited = words;
            this.#say();
          },
        },
      );
    } catch {
      // Without a server nothing runs either; the next choice tries again.
      this.#isWatching = false;
    }
  }

  #take(shown: string | undefined): void {
    const before = read(shownPrefix + this.#key);
    if (shown !== undefined) write(shownPrefix + this.#key, shown);
    else if (before !== null) return;
    this.#shown = shown;
    this.#say();
    if (shown !== undefined && shown !== before) this.#lead();
  }

  /** The reader looks at the sandbox: a note below it leads to the answer, until it is followed, closed or the reader is here. */
  #lead(): void {
    const { sandbox = '' } = this.dataset;
    const status = this.querySelector('[role=status]');
    const box = document.querySelector(`duplex-sandbox[data-key="${CSS.escape(sandbox)}"]`);
    const note = this.#note;
    if (!note || !status || !box) return;
    // There is room for one.
    for (const other of box.querySelectorAll<HTMLElement>(':scope > .note')) other.hidden = true;
    box.append(note);
    const finish = (): void => {
      note.hidden = true;
      observer.disconnect();
    };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) finish();
      else note.hidden = false;
    });
    observer.observe(status);
    for (const way of note.querySelectorAll('a, button')) {
      way.addEventListener('click', finish, { once: true });
    }
  }

  #explain(isShown: boolean): void {
    this.querySelector('.outcome')?.toggleAttribute('hidden', isShown);
    this.#button?.setAttribute('aria-expanded', String(!isShown));
  }
}

function wordsOf(input: HTMLInputElement): string {
  return input.parentElement?.querySelector('.words')?.textContent ?? input.value;
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
