/** What the control channel has brought, taken up in time for each frame. Browser-safe. */
import {
  type ControlEvent,
  type ControlSnapshot,
  maximumRecords,
  nothingFollowed,
  reduceControl,
} from './control-state.ts';

export class ControlStore {
  readonly #nextFrame: (callback: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #snapshot: ControlSnapshot = nothingFollowed;
  #queue: ControlEvent[] = [];
  #isDrawing = false;

  /** @param nextFrame Calls back when it is time to draw. */
  constructor(nextFrame: (callback: () => void) => void) {
    this.#nextFrame = nextFrame;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ControlSnapshot => this.#snapshot;

  /** States are told at once, records once for each frame. */
  take(event: ControlEvent): void {
    this.#queue.push(event);
    if (event.type !== 'record' || this.#queue.length >= maximumRecords) {
      this.draw();
    } else if (!this.#isDrawing) {
      this.#isDrawing = true;
      this.#nextFrame(() => {
        this.#isDrawing = false;
        this.draw();
      });
    }
  }

  /** Takes up all that has come. */
  draw(): void {
    if (this.#queue.length === 0) return;
    this.#snapshot = reduceControl(this.#snapshot, this.#queue);
    this.#queue = [];
    for (const listener of this.#listeners) listener();
  }
}
