import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { Answers } from './answers.ts';
import type { Options } from './options.ts';
import { Refusal } from './refusal.ts';
import { refuseSocket, sendRefusal } from './respond.ts';
import { headersTooLarge, refuseUnparsed } from './unparsed.ts';

/** What an origin does with what its listener accepts. */
export interface Handlers {
  answer(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** An HTTP/1.1 connection has been made; nothing of it has been read. */
  connected?(socket: Socket): void;
}

/** One origin's port: speaks HTTP/1.1, or HTTP/2 and HTTP/1.1 over TLS when there is a certificate. */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #answers = new Answers();

  constructor(options: Options, handlers: Handlers) {
    this.#server = createServer(options, (request, response) => {
      if (request.httpVersionMajor === 1) this.#answers.add(request.socket, response);
      handlers.answer(request, response);
    });
    this.#server.maxConnections = options.maxSockets;
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
      if (options.cert === '') handlers.connected?.(socket);
    });
    this.#server.on('secureConnection', (socket: TLSSocket) => {
      if (socket.alpnProtocol === 'h2') return;
      this.#makeResettable(socket);
      handlers.connected?.(socket);
    });
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      // Without a listener an error on the socket would end the process.
      socket.on('error', () => socket.destroy());
      // What an earlier request is still to be answered with would be written between the frames.
      if (!this.#answers.abandon(socket)) handlers.upgrade(request, socket, head);
    });
    this.#server.on('connect', (_: IncomingMessage, peer: Duplex | ServerResponse) => {
      const refusal = new Refusal('method-not-allowed', 'This is no proxy.', 'Use GET.', {
        allow: 'GET',
      });
      // HTTP/2 gives a response, HTTP/1.1 the socket.
      if ('writeHead' in peer) {
        sendRefusal(peer, refusal);
      } else {
        peer.on('error', () => peer.destroy());
        if (!this.#answers.abandon(peer)) refuseSocket(peer, refusal);
      }
    });
    this.#server.on('checkExpectation', (_: IncomingMessage, response: ServerResponse) => {
      sendRefusal(
        response,
        new Refusal(
          'expectation-failed',
          'That expectation is not known.',
          'Send no "Expect", or "Expect: 100-continue".',
        ),
      );
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) =>
      refuseUnparsed(error, socket, this.#answers.newest(socket)),
    );
  }

  /** A TLS socket has no handle that can be reset; the TCP socket beneath it has. */
  #makeResettable(secure: TLSSocket): void {
    const isBeneath = ({ remoteAddress, remotePort }: Socket) =>
      remotePort === secure.remotePort && remoteAddress === secure.remoteAddress;
    const tcp = this.#sockets.values().find(isBeneath);
    secure.resetAndDestroy = () => {
      if (tcp === undefined) secure.destroy();
      else tcp.resetAndDestroy();
      return secure;
    };
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
    // What is answered from now on ends its connection: an `EventSource` that came back on one that is kept would be
    // refused, and never come again; one that cannot connect does.
    Object.assign(this.#server, { keepAliveTimeout: 1, keepAliveTimeoutBuffer: 0 });
    this.#server.close(() => resolve());
    if ('closeIdleConnections' in this.#server) this.#server.closeIdleConnections();
    const timer = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, grace);
    await promise;
    clearTimeout(timer);
  }
}

function createServer(options: Options, answer: Handlers['answer']): Server {
  const limits = {
    maxHeaderSize: options.maxHeaderBytes,
    headersTimeout: options.headTime * 1000,
    requestTimeout: options.requestTime * 1000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 75_000,
    noDelay: true,
    // Checked with the rest of the head, so that the refusal looks like all others.
    requireHostHeader: false,
    // `curl --http2` offers `Upgrade: h2c`, which a server may ignore (RFC 9110 §7.8).
    shouldUpgradeCallback: (request: IncomingMessage) =>
      request.headers.upgrade?.toLowerCase() === 'websocket',
  };
  if (options.cert === '') return http.createServer(limits, answer);
  // Extended CONNECT (RFC 8441) stays off: a browser would use it, and `ws` does not see it.
  const secure = http2.createSecureServer({
    ...limits,
    allowHTTP1: true,
    handshakeTimeout: options.headTime * 1000,
    cert: readFileSync(options.cert),
    key: readFileSync(options.key),
    settings: { enableConnectProtocol: false, maxHeaderListSize: options.maxHeaderBytes },
  });
  secure.on('request', (incoming, outgoing) => {
    // Node's compatibility API: an HTTP/2 exchange looks like one of HTTP/1.1 to all that we use of it.
    const request = incoming as unknown as IncomingMessage;
    const response = outgoing as unknown as ServerResponse;
    // Announced in the settings, which Node leaves to the client to keep.
    const size = request.rawHeaders.reduce((sum, text) => sum + text.length, 0);
    if (size > options.maxHeaderBytes) sendRefusal(response, headersTooLarge());
    else answer(request, response);
  });
  return secure as unknown as Server;
}
