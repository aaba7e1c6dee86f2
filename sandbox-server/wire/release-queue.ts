import type { Clock } from '../clock.ts';
import type { Impairment } from './impairment.ts';

interface Held {
  bytes: Buffer;
  /** When it may go on, in milliseconds since 1970. */
  due: number;
  /** Called once all of it has gone on. */
  passed: () => void;
  /** Some of it has gone on already. */
  hasBegun: boolean;
}

/** Bytes from the client that a path holds; the rest waits where the client is, as on a real one. */
export const mostHeld = 65_536;

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
  /** From when on a throttled path takes more. */
  #nextSlice = 0;
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

  /** Bytes that are held of what has gone on in part. */
  get rest(): number {
    const [first] = this.#held;
    return first?.hasBegun ? first.bytes.length : 0;
  }

  push(bytes: Buffer, passed: () => void = () => {}): void {
    const { delay, jitter } = this.#impairment();
    const due = Math.max(this.#lastDue, this.#clock.now() + delay + Math.random() * jitter);
    this.#lastDue = due;
    this.#held.push({ bytes, due, passed, hasBegun: false });
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
      const now = this.#clock.now();
      const wait = Math.max(next.due, rate === Infinity ? 0 : this.#nextSlice) - now;
      if (wait > 0) {
        this.#cancel = this.#clock.after(wait, () => this.pump());
        return;
      }
      const most = rate === Infinity ? next.bytes.length : Math.max(1, Math.floor(rate * slice));
      const passed = this.#pass(next, most);
      // A timer that was a little late is made up for.
      const from = now - this.#nextSlice < slice * 1000 ? this.#nextSlice : now;
      if (rate !== Infinity) this.#nextSlice = from + (passed / rate) * 1000;
    }
    this.#enough = false;
  }

  /** Everything that is still held is lost. */
  clear(): void {
    this.#cancel();
    this.#held = [];
    this.#bytes = 0;
  }

  /** How many bytes have gone on. */
  #pass(held: Held, most: number): number {
    held.hasBegun = true;
    const piece = held.bytes.subarray(0, most);
    held.bytes = held.bytes.subarray(most);
    this.#bytes -= piece.length;
    if (held.bytes.length === 0) this.#held.shift();
    if (piece.length > 0) this.#release(piece);
    if (held.bytes.length === 0) held.passed();
    return piece.length;
  }
}
