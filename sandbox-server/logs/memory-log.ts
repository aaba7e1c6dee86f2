import type { Clock } from '../clock.ts';
import type { Log, LogEntry, LogSlice } from './log.ts';

/** A log in the process's memory that keeps the newest `capacity` events, and of those as many as `maxBytes` of JSON hold. */
export class MemoryLog implements Log {
  readonly epoch: string;
  readonly #capacity: number;
  readonly #maxBytes: number;
  readonly #clock: Clock;
  readonly #listeners = new Set<(entry: LogEntry) => void>();
  #entries: LogEntry[] = [];
  #head = 0;
  #bytes = 0;

  constructor(options: { epoch: string; capacity: number; maxBytes?: number; clock: Clock }) {
    this.epoch = options.epoch;
    this.#capacity = options.capacity;
    this.#maxBytes = options.maxBytes ?? Infinity;
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
    this.#bytes += entry.json.length;
    while (this.#bytes > this.#maxBytes && this.#entries.length > 1) {
      this.#bytes -= this.#entries.shift()?.json.length ?? 0;
    }
    // Cut in blocks: shifting an array of thousands for every event costs more than the event.
    if (this.#entries.length >= this.#capacity * 2) {
      this.#entries = this.#kept();
      this.#bytes = this.#entries.reduce((sum, { json }) => sum + json.length, 0);
    }
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

  /** Forgets all events; their numbers are not given again. */
  clear(): void {
    this.#entries = [];
    this.#bytes = 0;
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }

  #kept(): LogEntry[] {
    return this.#entries.slice(-this.#capacity);
  }
}
