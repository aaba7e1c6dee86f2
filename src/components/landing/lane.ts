// Browser only.

/** Draws an event of the stream. */
export type Show = (event: MessageEvent<string>) => void;

export type LaneState = 'waiting' | 'open' | 'lost' | 'closed';

/** How long a mark takes from the server to the page, in milliseconds. */
const fallDuration = 420;
/** Events that arrive together fall one after the other, so that they can be counted. */
const fallInterval = 70;

/** One side of the instrument: draws the events that arrive and says what happens to the connection. */
export class Lane {
  readonly #root: HTMLElement;
  readonly #arrived = new Set<number>();
  readonly #landed: () => void;
  #last = 0;
  #first = 0;
  #latest = 0;
  #received = 0;
  #nextFall = 0;

  /** `landed` is called whenever an event has been drawn. */
  constructor(root: HTMLElement, landed: () => void) {
    this.#root = root;
    this.#landed = landed;
  }

  /** The number of the last event that arrived; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** The numbers of the first and the latest event that were drawn; 0 before the first. */
  get drawn(): { first: number; latest: number } {
    return { first: this.#first, latest: this.#latest };
  }

  reset(): void {
    this.#arrived.clear();
    this.#last = this.#first = this.#latest = this.#received = 0;
    for (const mark of this.#root.querySelectorAll('[data-falling]')) mark.remove();
    this.draw(0, 0);
  }

  /** Changes the connection's state and announces the sentence. */
  say(state: LaneState, sentence: string): void {
    this.#root.dataset['state'] = state;
    this.#part('status').textContent = sentence;
  }

  /** Lets the event of that number fall from the server to the page, and counts it there. */
  arrive(count: number): void {
    this.#last = count;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#land(count);
      return;
    }
    const now = performance.now();
    const start = Math.max(now, this.#nextFall);
    this.#nextFall = start + fallInterval;
    const track = this.#part('track');
    const mark = this.#part('mark').cloneNode(true) as HTMLElement;
    mark.dataset['falling'] = String(count);
    track.append(mark);
    const fall = mark.animate(
      [{ transform: 'translateY(0)' }, { transform: `translateY(${track.clientHeight}px)` }],
      { duration: fallDuration, delay: start - now, fill: 'backwards' },
    );
    fall.addEventListener('finish', () => {
      if (!mark.isConnected) return;
      mark.remove();
      this.#land(count);
    });
  }

  /** Shows the last events from the first to the newest that either side has drawn; what did not come here is hollow. */
  draw(first: number, newest: number): void {
    const cells = [...this.#root.querySelectorAll<HTMLElement>('[data-cell]')];
    const start = Math.max(first, newest - cells.length + 1);
    for (const [index, cell] of cells.entries()) {
      const count = start + index;
      const expected = this.#first > 0 && count >= this.#first && count <= newest;
      cell.dataset['cell'] = expected ? (this.#arrived.has(count) ? 'here' : 'missed') : 'none';
    }
    const due = this.#first === 0 ? 0 : newest - this.#first + 1;
    this.#part('latest').textContent = this.#latest === 0 ? '–' : String(this.#latest);
    this.#part('missed').textContent = String(Math.max(0, due - this.#received));
  }

  #land(count: number): void {
    if (this.#first === 0) this.#first = count;
    if (!this.#arrived.has(count)) this.#received += 1;
    this.#arrived.add(count);
    this.#arrived.delete(count - 100);
    this.#latest = Math.max(this.#latest, count);
    this.#landed();
  }

  #part(name: string): HTMLElement {
    const part = this.#root.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part)
      throw new Error(`The lane has no element with data-part="${name}"; Lane.astro writes them.`);
    return part;
  }
}
