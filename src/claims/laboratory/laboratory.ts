/** What an experiment works with: a space of its own, the wire of that space, and a way to leave nothing open. Browser-safe. */
import type { FaultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Space } from '../../sandbox/space.ts';
import type { ControlChannel } from '../../sandbox/wire/control.ts';
import { Waiting } from './waiting.ts';

export interface LaboratoryParts {
  space: Space;
  /** Follows the space's wire. */
  control: ControlChannel;
  /** Aborted when the reader stops the experiment. */
  signal: AbortSignal;
  /** Told what is being done. */
  step(text: string): void;
}

export class Laboratory {
  readonly waiting: Waiting;
  /** Says what is being done now, for the reader. */
  readonly step: (text: string) => void;
  readonly #space: Space;
  readonly #control: ControlChannel;
  readonly #fetches = new AbortController();
  readonly #open = new Set<{ close(): void }>();
  readonly #unfollow: () => void;

  constructor({ space, control, signal, step }: LaboratoryParts) {
    this.#space = space;
    this.#control = control;
    this.step = step;
    this.waiting = new Waiting(signal);
    this.#unfollow = control.follow();
  }

  /** Resolves when the wire is followed: from then on nothing is missed. */
  async ready(): Promise<void> {
    await this.#until('the wire of a space', () => this.#control.snapshot().state === 'open');
  }

  /** @param path Relative to the space, as in `sse/clock`. */
  eventSource(path: string): EventSource {
    return this.#keep(new EventSource(this.#space.base + path));
  }

  /** @param path Relative to the space, as in `ws/clock`. */
  webSocket(path: string): WebSocket {
    const address = new URL(this.#space.base + path);
    address.protocol = address.protocol.replace('http', 'ws');
    return this.#keep(new WebSocket(address));
  }

  /** @param path Relative to the space, as in `poll/clock`. */
  fetch(path: string): Promise<Response> {
    return fetch(this.#space.base + path, { signal: this.#fetches.signal, cache: 'no-store' });
  }

  switchOn(fault: FaultRequest): Promise<void> {
    return this.#control.switchOn(fault);
  }

  /** Switches all faults off. */
  calm(): Promise<void> {
    return this.#control.calm();
  }

  /** What has come of the wire so far, in order. */
  seen(): readonly WireRecord[] {
    return this.#control.snapshot().records;
  }

  /** All that has crossed the space's connections until now, in order. */
  async records(): Promise<readonly WireRecord[]> {
    await this.#control.mark();
    return this.seen();
  }

  /** The first record that fits, waiting for it. @throws {NotSeen} */
  async record(words: string, fits: (record: WireRecord) => boolean): Promise<WireRecord> {
    return this.#until(words, () => this.seen().find(fits));
  }

  /** Closes all that was opened here. */
  closeConnections(): void {
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }

  /** Leaves nothing open. */
  close(): void {
    this.closeConnections();
    this.#fetches.abort();
    this.#unfollow();
  }

  #keep<Connection extends { close(): void }>(connection: Connection): Connection {
    this.#open.add(connection);
    return connection;
  }

  #until<Value>(words: string, look: () => Value | undefined | false): Promise<Value> {
    return this.waiting.for<Value>(words, (found) => {
      const check = () => {
        const value = look();
        if (value !== undefined && value !== false) found(value);
      };
      check();
      return this.#control.subscribe(check);
    });
  }
}
