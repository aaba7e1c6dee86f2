import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { type Encoding, messagePackFrames, textFrames } from '../encodings.ts';
import type { Service } from '../exchange.ts';
import type { Follower } from '../fan-out.ts';
import { Refusal } from '../refusal.ts';
import { asRefusal } from '../respond.ts';
import type { RunningTopic } from '../running-topic.ts';
import type { OpenConnection, Space } from '../space.ts';
import { type ClientMessage, encodeReply, type Reply, readMessage } from './web-socket-messages.ts';

/** A client that was told to close and does not is cut off after this many milliseconds. */
const closeTime = 5000;

/** A peer that leaves this many pings in a row unanswered is taken for dead. */
const missesAllowed = 2;

/** A client that goes on sending too fast is told so this often, then closed. */
const excessAllowed = 500;

/** One WebSocket that follows a topic and sends to it. */
export class WebSocketConnection implements Follower, OpenConnection {
  readonly transport = 'ws';
  readonly encoding: Encoding;
  cursor = 0;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #space: Space;
  readonly #topic: RunningTopic;
  readonly #service: Service;
  /** Resolves when every message so far has been answered: answers come in the order of the messages. */
  #answered: Promise<void> = Promise.resolve();
  #beats = 0;
  #unansweredPings = 0;
  /** Messages refused for coming too fast, less those that were not. */
  #excess = 0;

  constructor(parts: {
    webSocket: WebSocket;
    socket: Socket;
    space: Space;
    topic: RunningTopic;
    service: Service;
  }) {
    this.#webSocket = parts.webSocket;
    this.#socket = parts.socket;
    this.#space = parts.space;
    this.#topic = parts.topic;
    this.#service = parts.service;
    this.encoding = parts.webSocket.protocol === 'msgpack' ? messagePackFrames : textFrames;
    this.#webSocket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    this.#webSocket.on('pong', () => {
      this.#unansweredPings = 0;
    });
    this.#webSocket.on('ping', (payload) => {
      if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
      this.#webSocket.pong(payload);
      this.#dropIfSlow();
    });
    // A protocol error has been answered by `ws` with the right close code (RFC 6455 §7.4.1) when it is reported.
    this.#webSocket.on('error', () => this.#service.metrics.refused('bad-request'));
  }

  /** Frames go to the socket directly: they are the same bytes for every client, and without compression complete. */
  write(bytes: Buffer): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#socket.write(bytes);
    this.#dropIfSlow();
  }

  /** Pings at every second beat (RFC 6455 §5.5.2). */
  heartbeat(): void {
    this.#beats += 1;
    if (this.#beats % 2 === 1 || this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    if (this.#unansweredPings >= missesAllowed) {
      this.#webSocket.terminate();
      return;
    }
    this.#unansweredPings += 1;
    this.#webSocket.ping();
  }

  drain(): void {
    this.end(new Refusal('draining', 'The server is stopping.', 'Connect again in a moment.'));
  }

  end(refusal: Refusal): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#service.metrics.refused(refusal.reason);
    this.#topic.leave(this);
    this.#webSocket.close(refusal.closeCode, refusal.reason);
    const stop = this.#service.clock.after(closeTime, () => this.#webSocket.terminate());
    this.#webSocket.once('close', stop);
  }

  #dropIfSlow(): void {
    if (this.#socket.writableLength <= this.#service.options.maxBufferedBytes) return;
    this.end(
      new Refusal(
        'too-slow',
        `More than ${this.#service.options.maxBufferedBytes} bytes were waiting to be read.`,
        'Read faster, or ask for less.',
      ),
    );
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#unansweredPings = 0;
    const tooFast = this.#space.messages.take() > 0;
    this.#excess = Math.max(0, this.#excess + (tooFast ? 1 : -1));
    if (this.#excess > excessAllowed) {
      this.end(new Refusal('too-fast', 'Messages kept coming too fast.', 'Send fewer.'));
      return;
    }
    let message: ClientMessage;
    try {
      message = readMessage(data, isBinary, this.#webSocket.protocol);
    } catch (error) {
      const refusal = asRefusal(error);
      if (refusal.reason === 'unsupported-media-type') {
        this.end(refusal);
      } else {
        this.#service.metrics.refused(refusal.reason);
        this.#answered = this.#answered.then(() => this.#reply({ ack: null, error: refusal.body }));
      }
      return;
    }
    this.#answered = this.#answered.then(() => this.#answer(message, tooFast));
  }

  async #answer({ event, data, ref }: ClientMessage, tooFast: boolean): Promise<void> {
    try {
      if (tooFast) {
        throw new Refusal(
          'too-fast',
          'This space gets too many messages.',
          'Wait a little, then send again.',
        );
      }
      this.#reply({ ack: ref, id: await this.#topic.send(event, data) });
    } catch (error) {
      const refusal = asRefusal(error);
      this.#service.metrics.refused(refusal.reason);
      this.#reply({ ack: ref, error: refusal.body });
    }
  }

  #reply(reply: Reply): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    this.#webSocket.send(encodeReply(reply, this.#webSocket.protocol));
    this.#dropIfSlow();
  }
}
