/** All exchanges of a run, in the order of their requests. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import { isRequest } from '../../wire/requests.ts';
import type { Wait } from '../wait/waits.ts';
import { WatchedExchange } from './watched-exchange.ts';

export class ExchangeLog {
  readonly exchanges: WatchedExchange[] = [];
  readonly records: WireRecord[] = [];
  readonly #wait: Wait;
  /** What goes on over each connection, or each of its streams (RFC 9113 §5). */
  readonly #current = new Map<string, WatchedExchange>();

  constructor(wait: Wait) {
    this.#wait = wait;
  }

  take(record: WireRecord): void {
    this.records.push(record);
    const place = `${record.connection}/${record.stream ?? 0}`;
    if (isRequest(record)) {
      const exchange = new WatchedExchange(record, this.#wait);
      this.exchanges.push(exchange);
      this.#current.set(place, exchange);
    } else if (record.kind === 'closed') {
      // With a connection of HTTP/2 all of its streams end.
      for (const [each, { connection }] of this.#current) {
        if (connection === record.connection) this.#hand(record, each);
      }
    } else {
      this.#hand(record, place);
    }
  }

  #hand(record: WireRecord, place: string): void {
    const exchange = this.#current.get(place);
    // Of a connection whose request came before this run, nothing belongs to it.
    if (!exchange) return;
    exchange.take(record);
    if (exchange.closed) this.#current.delete(place);
  }
}
