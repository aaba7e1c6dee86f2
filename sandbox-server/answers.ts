import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** What each HTTP/1.1 connection is still to be answered: a client may send requests without waiting (RFC 9112 §9.3.2). */
export class Answers {
  /** The response to the newest request of each connection. */
  readonly #newest = new WeakMap<Duplex, ServerResponse>();
  /** The response in front of one that has to wait for it. */
  readonly #before = new WeakMap<ServerResponse, ServerResponse>();

  add(socket: Duplex, response: ServerResponse): void {
    const before = this.newest(socket);
    if (before !== undefined && !before.writableFinished) this.#before.set(response, before);
    this.#newest.set(socket, response);
  }

  newest(socket: Duplex): ServerResponse | undefined {
    return this.#newest.get(socket);
  }

  /**
   * False when all has been answered. Otherwise ends the connection and every response itself: Node has let go of a
   * connection that is to be upgraded, and would not tell those that wait that it has closed.
   */
  abandon(socket: Duplex): boolean {
    let response = this.newest(socket);
    if (response === undefined || response.writableFinished) return false;
    for (; response !== undefined; response = this.#before.get(response)) response.destroy();
    socket.destroy();
    return true;
  }
}
