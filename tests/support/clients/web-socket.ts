/** Clients of WebSockets: `ws` with JSON text and with the subprotocol `msgpack`. */
import { decode, encode } from '@msgpack/msgpack';
import { WebSocket } from 'ws';
import type { RefusalAnswer } from '../live-server.ts';
import { addressOf, type Client, Following, type From, type SeenEvent } from './following.ts';

/** The answer to a message: the id of its event, or why not. */
export type Reply = { ack: unknown } & ({ id: string } | RefusalAnswer);

type Incoming = SeenEvent | Reply;

/** A WebSocket that follows a topic and can send to it. */
export class WebSocketFollowing extends Following {
  /** Answers in the order of their arrival. */
  readonly replies: Reply[] = [];
  /** How each connection ended. */
  readonly closings: { code: number; reason: string }[] = [];
  socket: WebSocket;
  readonly #url: (after: string | undefined) => URL;
  readonly #protocols: string[];
  #stopped = false;

  constructor(name: string, url: (after: string | undefined) => URL, protocols: string[]) {
    super(name, () => this.#stop());
    this.#url = url;
    this.#protocols = protocols;
    this.socket = this.#open();
  }

  get isBinary(): boolean {
    return this.socket.protocol === 'msgpack';
  }

  /** Sends a message as it is, and resolves to its answer. */
  async ask(event: string, data: unknown, ref: string | number | null = null): Promise<Reply> {
    await this.untilConnected();
    const place = this.replies.length;
    this.sendRaw({ event, data, ref });
    await this.until(({ replies }) => replies.length > place, 'answer');
    const reply = this.replies[place];
    if (reply === undefined) throw new Error('The answer is gone.');
    return reply;
  }

  sendRaw(message: unknown): void {
    this.socket.send(this.isBinary ? encode(message) : JSON.stringify(message));
  }

  #open(): WebSocket {
    const socket = new WebSocket(this.#url(this.lastId), this.#protocols);
    socket.on('open', () => {
      this.connections += 1;
      this.wake();
    });
    socket.on('message', (bytes: Buffer, isBinary) => {
      const message = (isBinary ? decode(bytes) : JSON.parse(bytes.toString())) as Incoming;
      if ('ack' in message) {
        this.replies.push(message);
        this.wake();
      } else {
        this.take(message);
      }
    });
    socket.on('unexpected-response', (_, response) => {
      this.#stopped = true;
      this.fail(new Error(`The upgrade was answered ${response.statusCode}`));
      response.destroy();
    });
    // Told by `close` as well.
    socket.on('error', () => {});
    socket.on('close', (code, reason) => {
      this.closings.push({ code, reason: reason.toString() });
      this.wake();
      // Lost without a closing handshake, or told to come back.
      if (!this.#stopped && [1006, 1012].includes(code)) this.socket = this.#open();
    });
    return socket;
  }

  async #stop(): Promise<void> {
    this.#stopped = true;
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((resolve) => this.socket.once('close', resolve));
    this.socket.terminate();
    await closed;
  }
}

/** A client whose followings can also send. */
export interface WebSocketClient extends Client {
  follow(base: string, topic: string, from?: From): WebSocketFollowing;
}

function webSocketClient(name: string, protocols: string[]): WebSocketClient {
  return {
    name,
    transport: 'ws',
    follow(base, topic, from = {}) {
      const address = (after: string | undefined) => {
        const url = addressOf(base, 'ws', topic, after ?? from.after);
        url.protocol = url.protocol.replace('http', 'ws');
        return url;
      };
      return new WebSocketFollowing(name, address, protocols);
    },
  };
}

export const jsonWebSocketClient = webSocketClient('WebSocket', []);
export const messagePackClient = webSocketClient('WebSocket with msgpack', ['msgpack']);
