import type { Clock } from './clock.ts';

/** Lets through `rate` things a second, and after a pause a burst at once. */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #filled: number;

  constructor(rate: number, clock: Clock, burst = rate * 2) {
    this.#rate = rate;
    this.#burst = burst;
    this.#clock = clock;
    this.#tokens = burst;
    this.#filled = clock.now();
  }

  /** True when it holds a whole burst, as a new one does. */
  get full(): boolean {
    this.#fill();
    return this.#tokens >= this.#burst;
  }

  /** 0 when there is room, else the seconds until there will be. */
  take(): number {
    this.#fill();
    if (this.#tokens < 1) return (1 - this.#tokens) / this.#rate;
    this.#tokens -= 1;
    return 0;
  }

  #fill(): void {
    const now = this.#clock.now();
    const gained = ((now - this.#filled) / 1000) * this.#rate;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#filled = now;
  }
}
