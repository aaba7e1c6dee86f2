// Browser only: exports what the reader has made here, takes it in again, and forgets it when told to.

import { entriesOf, formatBackup, parseBackup, planRestoration } from './backup.ts';

/** A larger file is none of ours: a browser gives a site about 5 MB of storage. */
const maximumSize = 20_000_000;

class Backup extends HTMLElement {
  connectedCallback(): void {
    const actions = { export: this.#export, import: this.#choose, forget: this.#askToForget };
    for (const [name, act] of Object.entries(actions)) {
      this.querySelector(`[data-action=${name}]`)?.addEventListener('click', act);
    }
    this.#input?.addEventListener('change', () => void this.#import());
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  readonly #export = (): void => {
    const time = new Date().toISOString();
    const text = formatBackup(entriesOf(localStorage), time);
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `duplex-${time.slice(0, 10)}.json`;
    link.click();
    URL.revokeObjectURL(address);
    this.#say(`Exported as ${link.download}.`);
  };

  readonly #choose = (): void => this.#input?.click();

  async #import(): Promise<void> {
    const file = this.#input?.files?.[0];
    if (!file) return;
    try {
      if (file.size > maximumSize) throw new Error('This file is too large to be a backup.');
      const backup = parseBackup(await file.text());
      const { additions, conflicts } = planRestoration(entriesOf(localStorage), backup);
      if (!this.#keep(additions)) return;
      if (conflicts.size === 0) {
        this.#done('Imported.');
        return;
      }
      const what = conflicts.size === 1 ? 'One thing is' : `${conflicts.size} things are`;
      this.#ask(`${what} kept here already, and otherwise in the file: edits, or choices.`, [
        ['Keep what is here', () => this.#done('Imported.')],
        ['Take the file’s', () => this.#keep(conflicts) && this.#done('Imported.')],
      ]);
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    } finally {
      // So that the same file can be chosen again.
      if (this.#input) this.#input.value = '';
    }
  }

  readonly #askToForget = (): void => {
    this.#ask(
      'Forget progress, edits and predictions in this browser? An export is the way back.',
      [
        ['Keep it', () => this.#say('Nothing was forgotten.')],
        [
          'Forget everything',
          () => {
            for (const key of entriesOf(localStorage).keys()) localStorage.removeItem(key);
            this.#done('Forgotten.');
          },
        ],
      ],
    );
  };

  #keep(entries: ReadonlyMap<string, string>): boolean {
    const before = entriesOf(localStorage);
    try {
      for (const [key, value] of entries) localStorage.setItem(key, value);
      return true;
    } catch {
      for (const key of entries.keys()) localStorage.removeItem(key);
      for (const [key, value] of before) localStorage.setItem(key, value);
      this.#say('The browser has no room for all of it. What was here is unchanged.');
      return false;
    }
  }

  #done(words: string): void {
    this.#say(words);
    // As another tab would be told: whatever shows what is kept shows it anew.
    dispatchEvent(new StorageEvent('storage', { key: null }));
  }

  #ask(question: string, choices: [words: string, act: () => void][]): void {
    this.#say(question);
    const box = this.querySelector<HTMLElement>('.choice');
    const buttons = [...this.querySelectorAll<HTMLButtonElement>('[data-choice]')];
    if (!box) return;
    box.hidden = false;
    for (const [index, button] of buttons.entries()) {
      const [words, act] = choices[index] ?? ['', () => {}];
      button.textContent = words;
      button.onclick = () => {
        box.hidden = true;
        act();
        this.querySelector<HTMLElement>('[data-action]')?.focus();
      };
    }
    buttons[0]?.focus();
  }

  #say(words: string): void {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = words;
  }
}

customElements.define('duplex-backup', Backup);
