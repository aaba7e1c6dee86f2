import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Options } from './options.ts';
import { Refusal } from './refusal.ts';
import { refuseSocket } from './respond.ts';

/** What an origin does with what its listener accepts. */
export interface Handlers {
  answer(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** One origin's port: speaks HTTP/1.1, or HTTP/2 and HTTP/1.1 over TLS when there is a certificate. */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: Options, handlers: Handlers) {
    this.#server = createServer(options, handlers);
    this.#server.maxConnections = options.maxSockets;
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Without a listener an error on the socket would end the process.
      socket.on('error', () => socket.destroy());
      handlers.upgrade(request, socket, head);
    });
    this.#server.on('clientError', refuseUnparsed);
  }

  async listen(port: number, host: string): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen({ port, host, backlog: 4096 }, resolve);
    await promise;
    this.#server.off('error', reject);
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes no more connections, and resolves when those that are left have closed, or were cut off after `grace` milliseconds. */
  async close(grace: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    if ('closeIdleConnections' in this.#server) this.#server.closeIdleConnections();
    const timer = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, grace);
    await promise;
    clearTimeout(timer);
  }
}

function createServer(options: Options, handlers: Handlers): Server {
  const limits = {
    maxHeaderSize: options.maxHeaderBytes,
    headersTimeout: options.headTime * 1000,
    requestTimeout: options.requestTime * 1000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 75_000,
    noDelay: true,
    // `curl --http2` offers `Upgrade: h2c`, which a server may ignore (RFC 9110 §7.8).
    shouldUpgradeCallback: (request: IncomingMessage) =>
      request.headers.upgrade?.toLowerCase() === 'websocket',
  };
  if (options.cert === '') return http.createServer(limits, handlers.answer);
  // Extended CONNECT (RFC 8441) stays off: a browser would use it, and `ws` does not see it.
  const secure = http2.createSecureServer({
    ...limits,
    allowHTTP1: true,
    cert: readFileSync(options.cert),
    key: readFileSync(options.key),
    settings: { enableConnectProtocol: false, maxHeaderListSize: options.maxHeaderBytes },
  });
  // Node's compatibility API: an HTTP/2 exchange looks like one of HTTP/1.1 to all that we use of it.
  secure.on('request', (request, response) =>
    handlers.answer(request as unknown as IncomingMessage, response as unknown as ServerResponse),
  );
  return secure as unknown as Server;
}

/** Answers what the HTTP parser could not read. */
function refuseUnparsed(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  refuseSocket(socket, unparsed(error.code));
}

function unparsed(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Refusal(
      'headers-too-large',
      'The head of the request is too large.',
      'Send fewer or shorter headers.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Refusal(
      'request-timeout',
      'The request did not arrive in time.',
      'Send it without a pause.',
    );
  }
  return new Refusal('bad-request', 'That is not an HTTP request.', 'See RFC 9112.');
}
