import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Connection } from 'better-sse';
import { asChunk, chunkedEventStream, type Encoding, eventStream } from '../encodings.ts';

/** better-sse looks for options of its own in the URL; ours are read elsewhere. */
const noUrl = new URL('http://event-stream.invalid/');
const noHeaders = new Headers();
const noResponse = new Response(null);

/** The part of a `Request` that better-sse's session reads: no headers, and a signal for its end. */
class Ending {
  readonly headers = noHeaders;
  #listener: (() => void) | null = null;

  get signal(): this {
    return this;
  }

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = null;
  }

  abort(): void {
    this.#listener?.();
  }
}

/**
 * An HTTP response as better-sse's session writes to it, in a few hundred bytes: no `Request`, `Response` or `URL` of
 * its own. It sees a client that left before the session began, it knows how many bytes wait to be read,
 * and it takes bytes that were encoded once for many clients.
 */
export class EventStreamConnection extends Connection {
  readonly url = noUrl;
  readonly response = noResponse;
  readonly request: Request;
  readonly #outgoing: ServerResponse;
  readonly #headers: Readonly<Record<string, string>>;
  /** The socket, once chunks may be written to it directly (HTTP/1.1 with the response at the front). */
  #socket: Socket | null = null;
  #closed: boolean;

  constructor(
    outgoing: ServerResponse,
    headers: Readonly<Record<string, string>>,
    onClose: () => void,
  ) {
    super();
    const ending = new Ending();
    this.#outgoing = outgoing;
    this.#headers = headers;
    this.#closed = outgoing.destroyed || outgoing.writableEnded;
    this.request = ending as unknown as Request;
    // Never on the request: its `close` can mean no more than that its body has been read.
    outgoing.once('close', () => {
      this.#closed = true;
      ending.abort();
      onClose();
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What `write` takes. Known once the head is sent. */
  get encoding(): Encoding {
    return this.#socket === null ? eventStream : chunkedEventStream;
  }

  /** Bytes that the client has not read yet and the kernel did not take. */
  get bufferedBytes(): number {
    if (this.#socket !== null) return this.#socket.writableLength;
    return 'stream' in this.#outgoing
      ? (this.#outgoing.stream as { writableLength: number }).writableLength
      : this.#outgoing.writableLength;
  }

  sendHead(): void {
    // The session begins later than it is made, when the request may have been refused already.
    if (this.#closed || this.#outgoing.headersSent) return;
    const outgoing = this.#outgoing;
    outgoing.writeHead(200, {
      'content-type': 'text/event-stream',
      // `no-transform` keeps compressing middlemen from holding the stream back, the last header does so for nginx.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      ...this.#headers,
    });
    outgoing.flushHeaders();
    if (outgoing.chunkedEncoding && !('stream' in outgoing)) this.#socket = outgoing.socket;
  }

  sendChunk(text: string): void {
    if (text === '') return;
    const bytes = Buffer.from(text);
    this.write(this.#socket === null ? bytes : asChunk(bytes));
  }

  /** Writes bytes that are in `encoding`. */
  write(bytes: Buffer): void {
    if (this.#closed) return;
    if (this.#socket === null) this.#outgoing.write(bytes);
    else this.#socket.write(bytes);
  }

  cleanup(): void {}

  end(): void {
    if (!this.#closed) this.#outgoing.end();
  }

  destroy(): void {
    this.#outgoing.destroy();
  }
}
