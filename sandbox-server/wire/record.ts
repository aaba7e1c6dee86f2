// Browser-safe: the panel that draws the wire reads these.

/** Towards the server, or towards the client. */
export type Direction = 'up' | 'down';

/** A named run of a record's bytes. */
export interface Part {
  /** The standard's own word for it, as in `masking key`. */
  name: string;
  /** Offsets into the record's bytes. */
  start: number;
  end: number;
  /** What the bytes mean, where that is not their text. */
  value?: string;
  /** The section that defines it. */
  see?: Section;
}

/** A section of a standard, which the panel turns into a link. */
export interface Section {
  document:
    | 'RFC 6265'
    | 'RFC 6455'
    | 'RFC 9110'
    | 'RFC 9111'
    | 'RFC 9112'
    | 'RFC 9113'
    | 'HTML'
    | 'Fetch';
  section: string;
}

/**
 * `headers`, `data`, `reset` and `goaway` are of HTTP/2, and what its library reports rather than bytes.
 * `gap` stands for what is not known.
 */
export type RecordKind =
  | 'request-head'
  | 'response-head'
  | 'chunk'
  | 'body'
  | 'frame'
  | 'incomplete'
  | 'headers'
  | 'data'
  | 'reset'
  | 'goaway'
  | 'closed'
  | 'gap';

/** What a decoder made of some bytes that crossed together or in pieces. */
export interface DecodedItem {
  kind: RecordKind;
  /** The HTTP/2 stream, 0 for its connection. */
  stream?: number;
  /** One line: `GET /s/…/sse/clock`, `event: tick`, `text frame, 14 bytes`. */
  summary: string;
  bytes: Uint8Array;
  parts: Part[];
  /** How the bytes divide: what the application said, and what carried it. */
  sizes: { payload: number; framing: number };
}

/** One thing that crossed a connection of a space, as the server's socket saw it. */
export interface WireRecord {
  /** Counts from 1 within the space. */
  number: number;
  /** Counts from 1 within the space; 0 for a record that is about none. */
  connection: number;
  /** The HTTP/2 stream, 0 for the connection itself. */
  stream?: number;
  /** Milliseconds since 1970, with fractions, by the server's clock. */
  time: number;
  direction: Direction;
  kind: RecordKind;
  summary: string;
  /** In base64; of long items the first bytes only. */
  bytes: string;
  /** All bytes of the item, also those not kept. */
  size: number;
  parts: Part[];
  sizes: { payload: number; framing: number };
}
