/** The server's side of the TCP connections that are made to servers in this process. */
import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

const channel = 'net.server.socket';

interface Accepted {
  socket: Socket;
  port: number | undefined;
  /** The client's port. */
  from: number | undefined;
}

export class ServerSockets implements Disposable {
  readonly #all: Accepted[] = [];
  #waiting: (() => void)[] = [];
  readonly #note = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    // Once it has closed, a socket does not know its port any more.
    this.#all.push({ socket, port: socket.localPort, from: socket.remotePort });
    for (const resolve of this.#waiting.splice(0)) resolve();
  };

  constructor() {
    diagnostics.subscribe(channel, this.#note);
  }

  /** Resolves when the server on this port has accepted so many, to them in their order. */
  async accepted(port: number, count: number): Promise<Socket[]> {
    for (;;) {
      const found = this.#all.filter((one) => one.port === port);
      if (found.length >= count) return found.map(({ socket }) => socket);
      await this.#change();
    }
  }

  /** Resolves when a client that comes from this port is accepted. */
  async from(port: number | undefined): Promise<Socket> {
    for (;;) {
      const found = this.#all.find(({ from }) => from === port);
      if (found !== undefined) return found.socket;
      await this.#change();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  [Symbol.dispose](): void {
    diagnostics.unsubscribe(channel, this.#note);
  }
}

/** Resolves when the socket has closed, also if it has already. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });
}
