/** The server's side of the TCP connections that are made to servers in this process. */
import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const channel = 'net.server.socket';

export class ServerSockets implements Disposable {
  /** In the order in which they were accepted. */
  readonly all: Socket[] = [];
  readonly #note = (message: unknown): void => {
    this.all.push((message as { socket: Socket }).socket);
  };

  constructor() {
    diagnostics.subscribe(channel, this.#note);
  }

  /** The one whose client has this port. */
  of(clientPort: number): Socket {
    const found = this.all.find(({ remotePort }) => remotePort === clientPort);
    if (found === undefined) throw new Error(`No client with port ${clientPort} was accepted.`);
    return found;
  }

  [Symbol.dispose](): void {
    diagnostics.unsubscribe(channel, this.#note);
  }
}
