/**
 * What a check sees of one request and its answer, or of one WebSocket: all of it read off the wire, and the same whether
 * it had a connection of HTTP/1.1 to itself or a stream of HTTP/2, and whether a WebSocket spoke JSON or MessagePack.
 *
 * The wire keeps 32 768 bytes of each chunk, body, piece of a stream's data and binary frame. Of what is longer only what
 * those hold is known: of a chunk that brings many events the first ones, of an answer the beginning of its text (and of
 * an answer that is cut off so no events), of a message in MessagePack nothing. Texts on a WebSocket are kept whole.
 *
 * Browser-safe.
 */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

/**
 * `send`: the client's half of a topic over HTTP. `other`: anything else that was asked of the live server, preflights
 * (`OPTIONS`) included.
 */
export type ExchangeTransport = 'sse' | 'ws' | 'long-poll' | 'poll' | 'send' | 'other';

/** An event that the server sent, whatever transport carried it. */
export interface WireEvent {
  /** Undefined where the server gave none: the composer's events, acknowledgements. */
  readonly id: string | undefined;
  /** Its name, such as `tick` or `gap`; `ack` for the answer to a message that was sent over a WebSocket. */
  readonly event: string;
  /** The event's data, parsed where it is JSON; of an `ack` the whole answer; otherwise its text. */
  readonly data: unknown;
  /** When its last byte left the server, by the server's clock: milliseconds since 1970, with fractions. */
  readonly time: number;
  /** The one that its last byte is in. */
  readonly record: WireRecord;
}

/** Something that the client sent: a WebSocket message, or the body of a request, unless it was empty. */
export interface SentMessage {
  /** As it was sent; what was sent in MessagePack as JSON text; other binary messages in hexadecimal. */
  readonly text: string;
  /** What it says, undefined when it is not JSON, nor MessagePack on a WebSocket with that subprotocol. */
  readonly json: unknown;
  /** When its last byte reached the server, by the server's clock. */
  readonly time: number;
  /** The one that its last byte is in. */
  readonly record: WireRecord;
}

/** A WebSocket frame as it crossed, control frames too (RFC 6455 §5.2). */
export interface Frame {
  /** `up`: from the client. */
  readonly direction: 'up' | 'down';
  /** `text`, `binary`, `continuation`, `close`, `ping` or `pong`. */
  readonly opcode: string;
  /**
   * The payload of a text frame; the code and reason of a close frame, such as `1000 bye`; the first bytes of a binary
   * frame in hexadecimal. What a binary message says is in `events` or `sent`.
   */
  readonly text: string;
  readonly time: number;
  readonly record: WireRecord;
}

/** How an exchange ended: its connection did, or its stream of HTTP/2, or its answer was complete. */
export interface Ending {
  /** By the server's clock. A client that is far away, or was cut off, learns of it later or not at all. */
  readonly time: number;
  /**
   * `complete`: the answer was, as its length, its last chunk or END_STREAM says, and the connection may serve the next
   * request. Otherwise which side ended it. A stream of HTTP/2 cannot end in order without being complete: where the
   * server closes a connection of HTTP/1.1 under an answer (`cut` by `fin`), over HTTP/2 the answer is complete.
   */
  readonly by: 'complete' | 'client' | 'server';
  /**
   * The connection was reset (RST), or the stream (RST_STREAM), rather than closed in order. Over HTTP/2 whoever ends an
   * exchange early resets its stream: a client that closes an `EventSource` does, and so does a fault that over HTTP/1.1
   * closes the connection (`truncate`, `idle-timeout`). So demand no more than `by`, unless the check is about this.
   */
  readonly wasReset: boolean;
  /** Of the first close frame, whichever side sent it; undefined when there was none. */
  readonly code: number | undefined;
  readonly record: WireRecord;
}

/** What a wait accepts beside its words. */
export interface Patience {
  /** The limit in milliseconds by the server's clock; 10 000 unless told otherwise. Time in which the machine stood still is counted short. */
  readonly within?: number;
}

/** Grows while the run goes on: its lists hold what has crossed so far. */
export interface Exchange {
  readonly transport: ExchangeTransport;
  /** The last part of the path, such as `clock`; `compose` for the composer. */
  readonly topic: string;
  readonly method: string;
  /** Below the reader's space and without the query: `sse/clock`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /**
   * Of the request; names in lower case, values of secrets `redacted`. HTTP/2's pseudo-headers are not among them:
   * `method`, `path` and `query` say what they say, and `:authority` is here as `host`, which it takes the place of. Fields
   * about the connection (`connection`, `upgrade`, `transfer-encoding`) are HTTP/1.1's alone.
   */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined until the server has answered. 101 for a WebSocket that opened. */
  readonly status: number | undefined;
  /** Of the answer, in the same way; empty until there is one. */
  readonly responseHeaders: ReadonlyMap<string, string>;
  /** What the server sent. The client may not have read the last of it: see `possibleCursors`. */
  readonly events: readonly WireEvent[];
  /** What the client sent. */
  readonly sent: readonly SentMessage[];
  /** All frames of a WebSocket, both ways; empty for other transports. */
  readonly frames: readonly Frame[];
  /** Comments of an event stream, which is what its heartbeats are. */
  readonly comments: readonly { readonly text: string; readonly time: number }[];
  /** The last `retry` field of an event stream, in milliseconds. */
  readonly retry: number | undefined;
  /** The answer's whole text where it is no stream; empty until something has come. */
  readonly body: string;
  /** Id of the last event that was sent. */
  readonly lastEventId: string | undefined;
  /**
   * The ids that a client may rightly resume after, newest first: the last, and of those before it as many as were sent
   * within a second of the end. The server counts what it wrote; bytes that were on their way when a connection was reset
   * are lost. Compare a cursor with these, never with `lastEventId` alone.
   */
  readonly possibleCursors: readonly string[];
  /** When the request reached the server, by the server's clock. */
  readonly openedAt: number;
  /** Undefined while it goes on. */
  readonly closed: Ending | undefined;
  /** The request. */
  readonly record: WireRecord;
  /** The answer's head. */
  readonly answer: WireRecord | undefined;
  /** Number of its TCP connection within the space. Over HTTP/2 a browser has one for all of its requests. */
  readonly connection: number;

  /**
   * Waits for an event, one that has come already included.
   * @param words What is waited for, as in `its third tick`; the failure says so.
   * @param fits Every event when left out. `index` counts from 0.
   */
  event(
    words: string,
    fits?: (event: WireEvent, index: number) => boolean,
    patience?: Patience,
  ): Promise<WireEvent>;
  /** Waits for something that the client sends in it. */
  message(
    words: string,
    fits?: (message: SentMessage, index: number) => boolean,
    patience?: Patience,
  ): Promise<SentMessage>;
  /** Waits for the answer's head, and resolves to its status. */
  answered(words: string, patience?: Patience): Promise<number>;
  /** Waits until it has ended. */
  ended(words: string, patience?: Patience): Promise<Ending>;
}

/** Which exchanges are meant; all that is given must fit. */
export interface ExchangeFilter {
  readonly transport?: ExchangeTransport;
  readonly topic?: string;
  readonly method?: string;
  readonly path?: string;
  /** Only those whose request came after this one's, or after this time by the server's clock. */
  readonly after?: Exchange | number;
  /** Anything else. Looked at again whenever something crosses. */
  readonly where?: (exchange: Exchange) => boolean;
}
