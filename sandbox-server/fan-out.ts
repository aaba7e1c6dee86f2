import type { Encoding, StreamedEvent } from './encodings.ts';
import type { Log, LogEntry } from './logs/log.ts';

/** A client's connection as a topic sees it. */
export interface Follower {
  readonly encoding: Encoding;
  /** Number of the last event given to it; only the fan-out moves it. */
  cursor: number;
  /** Takes encoded events; must not throw, and must not keep the caller waiting. */
  write(bytes: Buffer): void;
}

/**
 * Gives every follower of one log each of its events once, in order. Events appended within one turn of the event
 * loop share one write a follower, encoded once for all that use the same encoding: fan-out is bound by system calls.
 */
export class FanOut {
  readonly #log: Log;
  readonly #groups = new Map<Encoding, Set<Follower>>();
  readonly #stopFollowing: () => void;
  /** Followers that are still reading history: they are in no group yet. */
  readonly #joining = new Set<Follower>();
  #pending: LogEntry[] = [];
  /** Number of the newest event that has been handed to the groups. */
  #delivered = 0;

  constructor(log: Log) {
    this.#log = log;
    this.#stopFollowing = log.follow((entry) => {
      if (this.#pending.push(entry) === 1) setImmediate(this.#flush);
    });
  }

  get size(): number {
    let size = this.#joining.size;
    for (const group of this.#groups.values()) size += group.size;
    return size;
  }

  /** Gives the follower what came after its cursor, then every event as it comes. */
  async join(follower: Follower): Promise<void> {
    this.#joining.add(follower);
    do {
      const { entries } = await this.#log.read(follower.cursor);
      if (!this.#joining.has(follower)) return;
      this.#give(follower, entries);
    } while (follower.cursor < this.#delivered);
    this.#joining.delete(follower);
    const group = this.#groups.get(follower.encoding);
    if (group === undefined) this.#groups.set(follower.encoding, new Set([follower]));
    else group.add(follower);
  }

  leave(follower: Follower): void {
    this.#joining.delete(follower);
    this.#groups.get(follower.encoding)?.delete(follower);
  }

  close(): void {
    this.#stopFollowing();
    this.#groups.clear();
    this.#joining.clear();
  }

  readonly #flush = (): void => {
    const entries = this.#pending;
    this.#pending = [];
    const first = entries[0];
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return;
    this.#delivered = last.number;
    for (const [encoding, group] of this.#groups) {
      if (group.size === 0) continue;
      const shared = encoding.encode(this.#log.epoch, entries);
      for (const follower of group) {
        if (follower.cursor === first.number - 1) {
          follower.cursor = last.number;
          follower.write(shared);
        } else {
          // Its history already held some of these events.
          this.#give(follower, entries);
        }
      }
    }
  };

  #give(follower: Follower, entries: readonly StreamedEvent[]): void {
    const missing = entries.filter((entry) => entry.number > follower.cursor);
    const last = missing.at(-1);
    if (last === undefined) return;
    follower.cursor = last.number;
    follower.write(follower.encoding.encode(this.#log.epoch, missing));
  }
}
