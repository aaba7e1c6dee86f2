/** A TCP proxy that hands everything on and keeps a copy: what crossed a wire, seen by nobody's decoder. */
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';

/** What crossed one connection so far. */
export interface Tapped {
  up: Buffer;
  down: Buffer;
}

export class SpyingProxy implements AsyncDisposable {
  readonly connections: Tapped[] = [];
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();

  private constructor(server: net.Server) {
    this.#server = server;
  }

  /** Stands before a port of this machine. */
  static async before(port: number): Promise<SpyingProxy> {
    const server = net.createServer();
    const proxy = new SpyingProxy(server);
    server.on('connection', (client) => proxy.#join(client, net.connect(port, '127.0.0.1')));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The connection whose first request asks for such a path, once it has. */
  find(path: RegExp): Tapped | undefined {
    return this.connections.find(({ up }) =>
      path.test(up.toString('latin1').split('\r\n')[0] ?? ''),
    );
  }

  /** That connection. */
  of(path: RegExp): Tapped {
    const found = this.find(path);
    if (found === undefined) throw new Error(`No connection asked for ${path}.`);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(client: net.Socket, server: net.Socket): void {
    const tapped: Tapped = { up: Buffer.alloc(0), down: Buffer.alloc(0) };
    this.connections.push(tapped);
    for (const [from, to, direction] of [
      [client, server, 'up'],
      [server, client, 'down'],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => {
        tapped[direction] = Buffer.concat([tapped[direction], bytes]);
        to.write(bytes);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  }
}

/** What stands behind the head of a message. */
export function afterHead(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
}
