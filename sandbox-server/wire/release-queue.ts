import type { Clock } from '../clock.ts';
import type { Impairment } from './impairment.ts';

interface Held {
  bytes: Buffer;
  /** When it may go on, in milliseconds since 1970. */
  due: number;
  /** Called once all of it has gone on. */
  passed: () => void;
}

/** A slice of a second: a throttled path lets this much of its rate through at once. */
const slice = 0.05;

/** Bytes of one direction on an impaired path: when each goes on, in order. */
export class ReleaseQueue {
  readonly #clock: Clock;
  readonly #release: (bytes: Buffer) => void;
  readonly #impairment: () => Impairment;
  #held: Held[] = [];
  #bytes = 0;
  #lastDue = 0;
  /** What is held back for `hold` goes on once there was enough, or the connection ends. */
  #enough = false;
  #cancel = () => {};

  constructor(clock: Clock, impairment: () => Impairment, release: (bytes: Buffer) => void) {
    this.#clock = clock;
    this.#impairment = impairment;
    this.#release = release;
  }

  get length(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#held.length === 0;
  }

  push(bytes: Buffer, passed: () => void = () => {}): void {
    const { delay, jitter } = this.#impairment();
    const due = Math.max(this.#lastDue, this.#clock.now() + delay + Math.random() * jitter);
    this.#lastDue = due;
    this.#held.push({ bytes, due, passed });
    this.#bytes += bytes.length;
    this.pump();
  }

  /** No more will come: nothing is held back for being too little. */
  finish(): void {
    this.#enough = true;
    this.pump();
  }

  /** Lets go on what may, and waits for what is next. */
  pump(): void {
    this.#cancel();
    for (let next = this.#held[0]; next !== undefined; next = this.#held[0]) {
      const { frozen, hold, rate } = this.#impairment();
      if (frozen) return;
      if (hold > 0 && !this.#enough && this.#bytes < hold) return;
      if (hold > 0) this.#enough = true;
      const wait = next.due - this.#clock.now();
      if (wait > 0) {
        this.#cancel = this.#clock.after(wait, () => this.pump());
        return;
      }
      const most = rate === Infinity ? next.bytes.length : Math.max(1, Math.floor(rate * slice));
      this.#pass(next, most);
      if (rate !== Infinity) {
        this.#cancel = this.#clock.after(
          (Math.min(most, next.bytes.length || most) / rate) * 1000,
          () => this.pump(),
        );
        return;
      }
    }
    this.#enough = false;
  }

  /** Everything that is still held is lost. */
  clear(): void {
    this.#cancel();
    this.#held = [];
    this.#bytes = 0;
  }

  #pass(held: Held, most: number): void {
    const piece = held.bytes.subarray(0, most);
    held.bytes = held.bytes.subarray(most);
    this.#bytes -= piece.length;
    if (held.bytes.length === 0) this.#held.shift();
    if (piece.length > 0) this.#release(piece);
    if (held.bytes.length === 0) held.passed();
  }
}
