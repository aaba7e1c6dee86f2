/** Joins the parts of a request's or an answer's body, and knows when it is complete (RFC 9112 §6.3, RFC 9113 §8.1). Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import { contentOf, endsStream } from './content.ts';

export class Body {
  readonly #decoder = new TextDecoder();
  /** Bytes that are still to come; undefined when chunks or the stream say where it ends, or only the connection's end does. */
  #left: number | undefined;
  text = '';
  /** The newest part that brought some of it. */
  newest: WireRecord | undefined;

  constructor(fields: ReadonlyMap<string, string>) {
    const length = fields.get('content-length');
    if (length !== undefined) this.#left = Number(length);
  }

  get isEmpty(): boolean {
    return this.#left === 0;
  }

  /** Whether it is complete with this record. */
  take(record: WireRecord): boolean {
    const size = record.sizes.payload;
    if (size > 0) this.newest = record;
    this.text += this.#decoder.decode(contentOf(record).bytes, { stream: true });
    if (record.kind === 'data') return endsStream(record);
    if (record.kind === 'chunk') return size === 0;
    if (this.#left === undefined) return false;
    this.#left -= size;
    return this.#left <= 0;
  }
}
