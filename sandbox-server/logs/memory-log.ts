import type { Clock } from '../clock.ts';
import type { Log, LogEntry, LogSlice } from './log.ts';

/** A log in the process's memory that keeps the newest `capacity` events. */
export class MemoryLog implements Log {
  readonly epoch: string;
  readonly #capacity: number;
  readonly #clock: Clock;
  readonly #listeners = new Set<(entry: LogEntry) => void>();
  #entries: LogEntry[] = [];
  #head = 0;

  constructor(options: { epoch: string; capacity: number; clock: Clock }) {
    this.epoch = options.epoch;
    this.#capacity = options.capacity;
    this.#clock = options.clock;
  }

  append(event: string, data: unknown): Promise<number> {
    this.#head += 1;
    const entry: LogEntry = {
      number: this.#head,
      event,
      data,
      json: JSON.stringify(data),
      time: this.#clock.now(),
    };
    this.#entries.push(entry);
    // Cut in blocks: shifting an array of thousands for every event costs more than the event.
    if (this.#entries.length >= this.#capacity * 2) this.#entries = this.#kept();
    for (const listener of this.#listeners) listener(entry);
    return Promise.resolve(entry.number);
  }

  read(after: number): Promise<LogSlice> {
    const kept = this.#kept();
    const oldest = kept[0]?.number ?? this.#head + 1;
    return Promise.resolve({
      entries: kept.slice(Math.max(0, after - oldest + 1)),
      oldest,
      head: this.#head,
    });
  }

  follow(listener: (entry: LogEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }

  #kept(): LogEntry[] {
    return this.#entries.slice(-this.#capacity);
  }
}
