/** One event in a topic's log. */
export interface LogEntry {
  /** Counts from 1 within the log's epoch. */
  readonly number: number;
  readonly event: string;
  readonly data: unknown;
  /** `data` as JSON text, written once for all transports. */
  readonly json: string;
  /** When it was appended, in milliseconds since 1970. */
  readonly time: number;
}

/** What a log still has after some number. */
export interface LogSlice {
  /** In order, without a hole. */
  readonly entries: readonly LogEntry[];
  /** The number of the oldest event kept; `head + 1` when none is. */
  readonly oldest: number;
  /** The number of the newest event; 0 before the first. */
  readonly head: number;
}

/**
 * The append-only, numbered history of a topic. It answers one question for every transport, *what came after N?*,
 * and keeps as much as it was made to keep.
 */
export interface Log {
  /** Changes whenever the log cannot vouch for what it held before. */
  readonly epoch: string;
  /** Resolves to the new event's number once the event is kept. */
  append(event: string, data: unknown): Promise<number>;
  /** The events kept after `number`. */
  read(after: number): Promise<LogSlice>;
  /** Calls the listener with every event appended from now on, in order; the result ends that. */
  follow(listener: (entry: LogEntry) => void): () => void;
  close(): Promise<void>;
}
