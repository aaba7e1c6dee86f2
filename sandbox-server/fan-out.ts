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

/** Writes in one turn of the event loop; then whoever else waits for a turn gets one. */
const writesPerTurn = 128;

/** What was encoded last: the events behind number `after`, up to the newest. */
interface Encoded {
  after: number;
  newest: number;
  bytes: Buffer;
}

/**
 * Gives every follower of one log each of its events once, in order.
 *
 * It goes round its followers, some in each turn of the event loop, and writes to each, in one write, whatever was
 * appended since its last: fan-out is bound by system calls, so events that come faster than a round share writes.
 * The first round begins in the turn of the event that it carries: a lone event is never held.
 */
export class FanOut {
  readonly #log: Log;
  readonly #followers = new Set<Follower>();
  /** Followers that are still reading history. */
  readonly #joining = new Set<Follower>();
  readonly #encoded = new Map<Encoding, Encoded>();
  readonly #stopFollowing: () => void;
  /** The newest events, back to the first that a follower may not have. */
  #recent: LogEntry[] = [];
  /** Number of the newest event. */
  #newest = 0;
  #round: { readonly remaining: Iterator<Follower>; readonly newestAtStart: number } | null = null;

  constructor(log: Log) {
    this.#log = log;
    this.#stopFollowing = log.follow((entry) => {
      this.#recent.push(entry);
      this.#newest = entry.number;
      if (this.#round === null) this.#beginRound();
    });
  }

  get size(): number {
    return this.#joining.size + this.#followers.size;
  }

  /** Gives the follower what came after its cursor, then every event as it comes. */
  async join(follower: Follower): Promise<void> {
    this.#joining.add(follower);
    do {
      const { entries, head } = await this.#log.read(follower.cursor);
      if (!this.#joining.has(follower)) return;
      // Up to here it has all that the log has, also when what it has is nothing.
      follower.cursor = Math.max(follower.cursor, head);
      if (entries.length > 0) {
        follower.write(follower.encoding.encode(this.#log.epoch, entries));
      }
    } while (follower.cursor < this.#newest - this.#recent.length);
    this.#joining.delete(follower);
    // A round that is under way comes to it last, and with `#recent` not empty one is.
    this.#followers.add(follower);
  }

  leave(follower: Follower): void {
    this.#joining.delete(follower);
    this.#followers.delete(follower);
  }

  close(): void {
    this.#stopFollowing();
    this.#followers.clear();
    this.#joining.clear();
  }

  #beginRound(): void {
    this.#round = { remaining: this.#followers.values(), newestAtStart: this.#newest };
    setImmediate(this.#writeSome);
  }

  readonly #writeSome = (): void => {
    if (this.#round === null) return;
    for (let writes = 0; writes < writesPerTurn; ) {
      const { done, value: follower } = this.#round.remaining.next();
      if (done) {
        this.#endRound(this.#round.newestAtStart);
        return;
      }
      if (follower.cursor >= this.#newest) continue;
      const bytes = this.#encodeAfter(follower.cursor, follower.encoding);
      follower.cursor = this.#newest;
      follower.write(bytes);
      writes += 1;
    }
    setImmediate(this.#writeSome);
  };

  /** Everybody has all events up to `number`. */
  #endRound(number: number): void {
    this.#recent = this.#recent.slice(number - this.#newest + this.#recent.length);
    this.#encoded.clear();
    if (this.#recent.length > 0) this.#beginRound();
    else this.#round = null;
  }

  #encodeAfter(after: number, encoding: Encoding): Buffer {
    const newest = this.#newest;
    const encoded = this.#encoded.get(encoding);
    if (encoded?.after === after && encoded.newest === newest) return encoded.bytes;
    const events: readonly StreamedEvent[] = this.#recent.slice(
      after - newest + this.#recent.length,
    );
    const bytes = encoding.encode(this.#log.epoch, events);
    this.#encoded.set(encoding, { after, newest, bytes });
    return bytes;
  }
}
