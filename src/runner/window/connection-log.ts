/** What a run has opened, as the connection counter shows it. Browser-safe. */
import type { Connection } from '../protocol.ts';

/** How many closed connections are kept: code that polls opens them without an end. */
const closedKept = 50;

export class ConnectionLog {
  readonly #changed: () => void;
  #connections: Connection[] = [];
  #opened = 0;

  /** @param changed called at each change */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Adds a connection; the function that comes back tells what becomes of it. Closed is the end. */
  open(kind: Connection['kind'], url: string): (state: Connection['state']) => void {
    this.#opened += 1;
    const connection: Connection = { id: this.#opened, kind, url, state: 'connecting' };
    this.#connections.push(connection);
    this.#changed();
    return (state) => {
      if (connection.state === state || connection.state === 'closed') return;
      connection.state = state;
      if (state === 'closed') this.#forgetOldest();
      this.#changed();
    };
  }

  /** In the order in which they were opened. */
  list(): Connection[] {
    return this.#connections.map((connection) => ({ ...connection }));
  }

  closeAll(): void {
    for (const connection of this.#connections) connection.state = 'closed';
  }

  #forgetOldest(): void {
    const closed = this.#connections.filter(({ state }) => state === 'closed');
    if (closed.length > closedKept) {
      this.#connections = this.#connections.filter((connection) => connection !== closed[0]);
    }
  }
}
