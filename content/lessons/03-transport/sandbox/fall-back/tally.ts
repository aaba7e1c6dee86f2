/** What became of the ticks: counts that never came, and counts that came again. */
export class Tally {
  missing = 0;
  twice = 0;
  #last: number | undefined;

  /** Takes the next tick, and says how it fits to the one before. */
  tick(count: number): 'next' | 'skipped' | 'twice' {
    const last = this.#last ?? count - 1;
    if (count <= last) {
      this.twice += 1;
      return 'twice';
    }
    this.#last = count;
    this.missing += count - last - 1;
    return count === last + 1 ? 'next' : 'skipped';
  }

  get verdict(): string {
    const missing = this.missing === 0 ? 'Nothing missing' : `${this.missing} missing`;
    const twice = this.twice === 0 ? 'nothing twice' : `${this.twice} twice`;
    return `${missing}, ${twice}.`;
  }
}
