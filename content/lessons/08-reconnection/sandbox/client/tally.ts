/** What became of the ticks: counts that never came, counts that came again, and gaps that were admitted. */
export class Tally {
  missing = 0;
  twice = 0;
  gaps = 0;
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

  /** The server said that it cannot continue: what comes now starts afresh, and no count is expected. */
  gap(): void {
    this.gaps += 1;
    this.#last = undefined;
  }

  get healed(): boolean {
    return this.missing === 0 && this.twice === 0;
  }

  /** How well the client came back, in one sentence. */
  get verdict(): string {
    const missing = this.missing === 0 ? 'nothing missing' : `${this.missing} missing`;
    const twice = this.twice === 0 ? 'nothing twice' : `${this.twice} twice`;
    const gaps = this.gaps === 0 ? '' : `, gaps admitted: ${this.gaps}`;
    return `${this.healed ? 'Healed' : 'Back, but not healed'}: ${missing}, ${twice}${gaps}.`;
  }
}
