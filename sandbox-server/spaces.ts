import type { Clock } from './clock.ts';
import type { Options } from './options.ts';
import { unguessableId } from './random.ts';
import { Refusal } from './refusal.ts';
import { Space } from './space.ts';
import { TokenBucket } from './token-bucket.ts';

/** How often spaces are looked through for what can be let go, in milliseconds. */
const tidyEvery = 10_000;

/** All spaces of this process, by their ids. */
export class Spaces {
  readonly #options: Options;
  readonly #clock: Clock;
  readonly #byId = new Map<string, Space>();
  readonly #creators = new Map<string, TokenBucket>();
  readonly #stopTidying: () => void;
  readonly #onWatch: (isWatched: boolean) => void;
  #watched = 0;

  /** `onWatch` is told when somebody begins to watch the wire of any space, and when nobody does any more. */
  constructor(options: Options, clock: Clock, onWatch: (isWatched: boolean) => void) {
    this.#options = options;
    this.#clock = clock;
    this.#onWatch = onWatch;
    this.#stopTidying = clock.every(tidyEvery, () => this.#tidy());
  }

  get size(): number {
    return this.#byId.size;
  }

  [Symbol.iterator](): IterableIterator<Space> {
    return this.#byId.values();
  }

  /** Throws a `Refusal` when this address makes too many, or when there are too many. */
  create(address: string, seed: string | undefined): Space {
    this.#limit(address);
    if (this.#byId.size >= this.#options.maxSpaces) {
      throw new Refusal(
        'too-many-spaces',
        'This server has no room for another space.',
        'Try again in some minutes.',
        {
          retryAfter: 60,
        },
      );
    }
    const id = unguessableId();
    const chosen = seed ?? this.#options.seed;
    const space = new Space({
      id,
      seed: chosen === '' ? id : chosen,
      options: this.#options,
      clock: this.#clock,
      onWire: (isOn) => {
        this.#watched += isOn ? 1 : -1;
        this.#onWatch(this.#watched > 0);
      },
    });
    this.#byId.set(id, space);
    return space;
  }

  get(id: string): Space | undefined {
    return this.#byId.get(id);
  }

  /** Throws a `Refusal` when there is none. */
  find(id: string): Space {
    const space = this.get(id);
    if (space === undefined) {
      throw new Refusal(
        'unknown-space',
        'There is no space of that id; a space is forgotten when nobody uses it, and when the server restarts.',
        'Make a new one with POST /api/spaces on the site origin.',
      );
    }
    return space;
  }

  close(): void {
    this.#stopTidying();
    const refusal = new Refusal(
      'draining',
      'The server is stopping.',
      'Connect again in a moment.',
    );
    for (const space of this.#byId.values()) space.close(refusal);
    this.#byId.clear();
  }

  #limit(address: string): void {
    let bucket = this.#creators.get(address);
    if (bucket === undefined) {
      bucket = new TokenBucket(
        this.#options.spacesPerMinute / 60,
        this.#clock,
        this.#options.spacesPerMinute,
      );
      this.#creators.set(address, bucket);
    }
    const wait = bucket.take();
    if (wait > 0) {
      throw new Refusal(
        'too-fast',
        'This address makes spaces too fast.',
        'Keep the space that you have.',
        {
          retryAfter: wait,
        },
      );
    }
  }

  #tidy(): void {
    const oldest = this.#clock.now() - this.#options.spaceIdleTime * 1000;
    for (const [id, space] of this.#byId) {
      space.tidy();
      if (space.lastUsed > oldest) continue;
      this.#byId.delete(id);
      space.close(new Refusal('unknown-space', 'Nobody used this space.', 'Make a new one.'));
    }
    for (const [address, bucket] of this.#creators) {
      if (bucket.full) this.#creators.delete(address);
    }
  }
}
