import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Pass } from '../admission.ts';
import { readCursor } from '../cursor.ts';
import type { Service } from '../exchange.ts';
import { type Reason, Refusal } from '../refusal.ts';
import { refuseSocket } from '../respond.ts';
import type { RunningTopic } from '../running-topic.ts';
import { WebSocketConnection } from './web-socket-connection.ts';

export interface Upgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  pass: Pass;
  topic: RunningTopic;
  query: URLSearchParams;
}

/** Why `ws` closes by itself, by its close code (RFC 6455 §7.4.1). */
const reasons: ReadonlyMap<number, Reason> = new Map([
  [1002, 'bad-request'],
  [1007, 'bad-request'],
  // More fragments than `ws` keeps.
  [1008, 'too-large'],
  [1009, 'too-large'],
]);

/** Says why in the closing frame, where `ws` gives a code alone. */
class ReasonedWebSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    super.close(code, reason ?? reasons.get(code ?? 0));
  }
}

/** The server's half of the WebSocket protocol (RFC 6455), for topics. */
export class WebSockets {
  readonly #service: Service;
  readonly #server: WebSocketServer;

  constructor(service: Service) {
    this.#service = service;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      WebSocket: ReasonedWebSocket,
      // Compression costs some 200 KB a connection, and frames that are shared cannot be compressed for one client.
      perMessageDeflate: false,
      // Answered by the connection, which looks at how much the client has left unread.
      autoPong: false,
      maxPayload: service.options.maxMessageBytes,
      handleProtocols: (offered) => (offered.has('msgpack') ? 'msgpack' : false),
    });
    this.#server.on('wsClientError', (error, socket) => {
      service.metrics.refused('bad-request');
      refuseSocket(
        socket,
        new Refusal(
          'bad-request',
          `The opening handshake is not right: ${error.message}.`,
          'See RFC 6455 §4.1.',
        ),
      );
    });
  }

  /** Completes the opening handshake, then follows the topic. Throws a `Refusal` before the handshake. */
  accept({ request, socket, head, pass, topic, query }: Upgrade): void {
    checkVersions(request);
    const cursor = readCursor(undefined, query.get('after') ?? undefined);
    this.#server.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      const connection = new WebSocketConnection({
        webSocket,
        // Upgrades come over TCP or TLS only; the type allows for more.
        socket: socket as Socket,
        space: pass.space,
        topic,
        service: this.#service,
      });
      const release = pass.hold(connection);
      webSocket.once('close', () => {
        release();
        topic.leave(connection);
      });
      topic.follow(connection, cursor).catch((error: unknown) => {
        console.error(error);
        webSocket.terminate();
      });
    });
  }
}

/** `ws` would take HTTP/1.0, and a draft of the protocol in which browsers name their origin in another header. */
function checkVersions({ httpVersion, headers }: IncomingMessage): void {
  if (httpVersion !== '1.1') {
    throw new Refusal('bad-request', 'WebSockets are opened with HTTP/1.1.', 'See RFC 6455 §4.1.');
  }
  if (headers['sec-websocket-version'] !== '13') {
    throw new Refusal(
      'upgrade-required',
      'Only version 13 of the WebSocket protocol is spoken here.',
      'Ask with "Sec-WebSocket-Version: 13".',
    );
  }
}
