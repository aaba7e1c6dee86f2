/** Whether a box that is scrolled shows its end, and so goes on showing it. Browser-safe. */

/** What an element tells of its scrolling, in pixels. */
export interface Scrolled {
  scrollLeft: number;
  scrollTop: number;
  scrollWidth: number;
  scrollHeight: number;
  clientWidth: number;
  clientHeight: number;
}

/** How far from its end a box may be scrolled and still follow what comes, in pixels. */
const nearEnd = 40;

export class Following {
  left = true;
  top = true;
  /** How far down the box was put to show what is new, where that is not its end. */
  #placed: number | undefined;
  #seen: Pick<Scrolled, 'scrollLeft' | 'scrollTop' | 'scrollWidth' | 'scrollHeight'> | undefined;

  /** Somebody has scrolled: from then on, the box follows along the axes whose end it shows. */
  notice(box: Scrolled): void {
    this.#judge(box, box.scrollWidth, box.scrollHeight);
  }

  /**
   * To be asked when the box has grown. Its reader may have scrolled it right before, of which an event comes only with
   * the next frame: then what counts is the end that they saw.
   */
  catchUp(box: Scrolled): void {
    const seen = this.#seen;
    if (!seen || (box.scrollLeft === seen.scrollLeft && box.scrollTop === seen.scrollTop)) return;
    // What shrinks moves a box too.
    this.#judge(
      box,
      Math.min(box.scrollWidth, seen.scrollWidth),
      Math.min(box.scrollHeight, seen.scrollHeight),
    );
  }

  /** The box stands where it is to stand. */
  settle(box: Scrolled): void {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = box;
    this.#seen = { scrollLeft, scrollTop, scrollWidth, scrollHeight };
  }

  /** The same, and what is new is there, and not at the end below. */
  settleAtPlace(box: Scrolled): void {
    this.#placed = box.scrollTop;
    this.settle(box);
  }

  /** The box shows its end. */
  restart(): void {
    this.left = true;
    this.top = true;
  }

  #judge(box: Scrolled, width: number, height: number): void {
    this.left = width - box.scrollLeft - box.clientWidth < nearEnd;
    this.top =
      height - box.scrollTop - box.clientHeight < nearEnd || box.scrollTop === this.#placed;
    this.settle(box);
  }
}
