/**
 * The reader's own files of one sandbox: edited, kept in the browser, shared with other tabs, replaced and brought back.
 * Nothing that a reader wrote goes without a way back to it. Browser-safe.
 */
import type { Files } from '../description.ts';
import {
  differencesOf,
  type Earlier,
  type Edits,
  fingerprintOf,
  isDamaged,
  type Replacement,
  readEdits,
  writeEdits,
} from '../saved-edits.ts';

/**
 * Whether edits survive when the page is left: `no-room` and `off` (no storage) mean that they do not,
 * `without-earlier` that what can be brought back does not.
 */
export type Keeping = 'kept' | 'without-earlier' | 'no-room' | 'off';

export interface ReaderState {
  files: Files;
  /** The lesson has changed since the reader edited it, and the reader has not decided between the two. */
  outdated: boolean;
  keeping: Keeping;
  /** Something was kept that cannot be read, and nothing was written over it yet. */
  damaged: boolean;
  /** What the reader had before it was replaced, the newest last. */
  earlier: readonly Earlier[];
  /** What is shown was written in another tab. */
  fromElsewhere: boolean;
}

export interface ReaderFilesOptions {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  /** The sandbox's key. */
  key: string;
  /** The lesson's files. */
  original: Files;
  /** Makes a name that no other tab makes. */
  newId(): string;
}

/** How many replaced versions are kept. */
const maximumEarlier = 10;

export class ReaderFiles {
  readonly #options: ReaderFilesOptions;
  readonly #lesson: string;
  readonly #listeners = new Set<() => void>();
  /** Fingerprint of the lesson's files that the reader works from. */
  #base: string;
  /** What was last read or written. */
  #known: { id: string; own: boolean } | undefined;
  #state: ReaderState;

  constructor(options: ReaderFilesOptions) {
    const { storage, key, original } = options;
    this.#options = options;
    this.#lesson = fingerprintOf(original);
    this.#base = this.#lesson;
    this.#state = {
      files: original,
      outdated: false,
      keeping: storage ? 'kept' : 'off',
      damaged: storage !== undefined && isDamaged(storage, key, original),
      earlier: [],
      fromElsewhere: false,
    };
    const saved = storage && readEdits(storage, key, original);
    if (saved) this.#adopt(saved, false);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ReaderState => this.#state;

  edit(path: string, code: string): void {
    // An editor also reports what it was told to show.
    if (this.#state.files[path] === code) return;
    this.#set({ files: { ...this.#state.files, [path]: code }, fromElsewhere: false });
    this.#keep();
  }

  /** Puts other files in the place of the reader's, which can be brought back. */
  replace(files: Files, replacedBy: Replacement): void {
    if (differencesOf(files, this.#state.files).length === 0) return;
    this.#set({
      files,
      earlier: this.#remember(replacedBy, this.#state.files, files),
      fromElsewhere: false,
    });
    this.#keep();
  }

  /** Brings the newest of the earlier versions back. What was written since is an earlier version then. */
  undo(): void {
    const last = this.#state.earlier.at(-1);
    if (!last) return;
    const current = this.#state.files;
    const earlier = this.#state.earlier.slice(0, -1);
    const canBeMadeAgain =
      (last.replacedBy === 'reset' || last.replacedBy === 'take-over') &&
      fingerprintOf(current) === last.made;
    this.#set({ files: last.files, earlier, fromElsewhere: false });
    if (!canBeMadeAgain) this.#set({ earlier: this.#remember('undo', current, last.files) });
    this.#keep();
  }

  /** The reader has seen that the lesson changed, and goes on with what is here. */
  settle(): void {
    this.#base = this.#lesson;
    this.#set({});
    this.#keep();
  }

  /** Looks whether another tab has written, and shows that. */
  readonly synchronize = (): void => {
    const { storage, key, original } = this.#options;
    // What could not be written is here alone, so it stays.
    if (!storage || this.#state.keeping === 'no-room') return;
    const saved = readEdits(storage, key, original);
    if (!saved || saved.id === this.#known?.id) return;
    const mine = this.#state.files;
    const bothWrote = this.#known?.own === true && saved.over !== this.#known.id;
    this.#adopt(saved, true);
    if (!bothWrote || differencesOf(mine, saved.files).length === 0) return;
    this.#set({ earlier: this.#remember('other-tab', mine, saved.files) });
    this.#keep();
  };

  #adopt(saved: Edits, fromElsewhere: boolean): void {
    this.#known = { id: saved.id, own: false };
    this.#base = saved.original;
    const { files, earlier } = saved;
    this.#set({ files, earlier, fromElsewhere, keeping: 'kept', damaged: false });
  }

  #keep(): void {
    const { storage, key, original, newId } = this.#options;
    if (!storage) return;
    const saved = readEdits(storage, key, original);
    if (saved && saved.id !== this.#known?.id) this.#writeOver(saved);
    const id = newId();
    const { files, earlier } = this.#state;
    const edits = { id, over: saved?.id, original: this.#base, files, earlier };
    const kept = writeEdits(storage, key, original, edits);
    if (kept === 'nothing') {
      this.#set({ keeping: 'no-room' });
      return;
    }
    this.#known = { id, own: true };
    this.#set({ keeping: kept === 'all' ? 'kept' : kept, damaged: false });
  }

  /** Another tab has written what this one has not seen: it goes to the earlier versions. */
  #writeOver({ files }: Edits): void {
    if (differencesOf(files, this.#state.files).length === 0) return;
    this.#set({ earlier: this.#remember('other-tab', files, this.#state.files) });
  }

  #remember(replacedBy: Replacement, files: Files, made: Files): readonly Earlier[] {
    const one = { replacedBy, files, made: fingerprintOf(made) };
    return [...this.#state.earlier, one].slice(-maximumEarlier);
  }

  #set(change: Partial<ReaderState>): void {
    const state = { ...this.#state, ...change };
    if (differencesOf(state.files, this.#options.original).length === 0) this.#base = this.#lesson;
    this.#state = { ...state, outdated: this.#base !== this.#lesson };
    for (const listener of this.#listeners) listener();
  }
}
