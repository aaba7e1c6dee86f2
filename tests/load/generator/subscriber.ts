import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Channel } from '../job.ts';
import { ChunkedBody, type TakeBytes } from './chunked-body.ts';
import { EventStreamCounter } from './event-stream-counter.ts';
import { clientFrame, FrameCounter, opcodes } from './frame-counter.ts';

export interface SubscriberListener {
  /** One read brought `count` events, at least one. */
  events(subscriber: Subscriber, count: number): void;
  /** The connection ended without being asked to. */
  lost(reason: string): void;
}

/** All sockets read into one buffer: what was read is counted before the next read begins. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

function requestHead({ transport, subscribe }: Channel): string {
  const own =
    transport === 'sse'
      ? 'Accept: text/event-stream\r\n'
      : 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n`;
  return `GET ${subscribe.path} HTTP/1.1\r\nHost: 127.0.0.1:${subscribe.port}\r\n${own}\r\n`;
}

/** One connection that follows a channel, read with as little work as can be. */
export class Subscriber {
  /** Settles when the server has accepted the request. */
  readonly opened: Promise<void>;
  readonly #socket: Socket;
  readonly #channel: Channel;
  readonly #listener: SubscriberListener;
  readonly #payload: TakeBytes | undefined;
  readonly #accepted = Promise.withResolvers<void>();
  #ended = false;
  #head = '';
  #counter: { events: number } = { events: 0 };
  #take: TakeBytes;

  /** `payload` gets the bytes of the event stream, or of the messages' payloads, if anybody reads them. */
  constructor(channel: Channel, listener: SubscriberListener, payload: TakeBytes | undefined) {
    this.opened = this.#accepted.promise;
    this.#channel = channel;
    this.#listener = listener;
    this.#payload = payload;
    this.#take = (bytes, start, end) => this.#takeHead(bytes, start, end);
    this.#socket = connect({
      host: '127.0.0.1',
      port: channel.subscribe.port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          this.#read(length);
          return true;
        },
      },
    });
    this.#socket.on('connect', () => this.#socket.write(requestHead(channel)));
    this.#socket.on('error', (error) => this.#lost(error.message));
    this.#socket.on('close', () => this.#lost('the connection was closed'));
  }

  /** Events that have arrived. */
  get events(): number {
    return this.#counter.events;
  }

  get connected(): boolean {
    return !this.#ended;
  }

  /** Ends the connection without a word. */
  destroy(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #read(length: number): void {
    const before = this.#counter.events;
    this.#take(readBuffer, 0, length);
    const count = this.#counter.events - before;
    if (count > 0) this.#listener.events(this, count);
  }

  #lost(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#accepted.reject(new Error(reason));
    this.#listener.lost(reason);
  }

  #takeHead(bytes: Uint8Array, start: number, end: number): void {
    this.#head += Buffer.from(bytes.subarray(start, end)).toString('latin1');
    const headEnd = this.#head.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#head.slice(0, headEnd).toLowerCase();
    const rest = Buffer.from(this.#head.slice(headEnd + 4), 'latin1');
    this.#head = '';
    const expected = this.#channel.transport === 'sse' ? 'http/1.1 200' : 'http/1.1 101';
    if (!head.startsWith(expected)) {
      this.#lost(`the server answered "${head.split('\r\n')[0]}", body "${rest}"`);
      this.#socket.destroy();
      return;
    }
    this.#take = this.#channel.transport === 'sse' ? this.#eventStream(head) : this.#frames();
    this.#accepted.resolve();
    this.#take(rest, 0, rest.length);
  }

  #eventStream(head: string): TakeBytes {
    const counter = new EventStreamCounter();
    this.#counter = counter;
    const payload = this.#payload;
    const take: TakeBytes = payload
      ? (bytes, start, end) => {
          payload(bytes, start, end);
          counter.take(bytes, start, end);
        }
      : (bytes, start, end) => counter.take(bytes, start, end);
    if (!/^transfer-encoding: *chunked/m.test(head)) return take;
    const body = new ChunkedBody(take);
    return (bytes, start, end) => body.take(bytes, start, end);
  }

  #frames(): TakeBytes {
    const counter = new FrameCounter({
      ...(this.#payload ? { payload: this.#payload } : {}),
      ping: (payload) => this.#socket.write(clientFrame(opcodes.pong, payload)),
      close: (code) => this.#lost(`the server closed with code ${code ?? 'none'}`),
    });
    this.#counter = counter;
    return (bytes, start, end) => counter.take(bytes, start, end);
  }
}
