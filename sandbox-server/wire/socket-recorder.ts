import { HttpConnectionDecoder } from './decode/http-connection.ts';
import type { DecodedItem, Direction } from './record.ts';
import type { LinkObserver } from './socket-link.ts';

/** Who keeps what a connection's recorder finds. */
export interface RecordKeeper {
  /** A number for a connection that is new to the space. */
  begin(): number;
  keep(connection: number, direction: Direction, item: DecodedItem): void;
}

/** Items that are kept while it is unknown whose they are. */
const mostWaiting = 50;

/**
 * Decodes one socket for whichever space uses it. A connection that is kept alive can serve one space after another,
 * so that a request's bytes wait until its space is known: nobody sees another's.
 */
export class SocketRecorder implements LinkObserver {
  readonly #decoder: HttpConnectionDecoder;
  #keeper: RecordKeeper | null = null;
  #connection = 0;
  #isKnown = false;
  #waiting: [Direction, DecodedItem][] = [];

  constructor(decoder = new HttpConnectionDecoder()) {
    this.#decoder = decoder;
  }

  /** The newest request belongs to this keeper, or to nobody who looks. */
  belongsTo(keeper: RecordKeeper | null): void {
    if (keeper !== this.#keeper) {
      this.#keeper = keeper;
      this.#connection = keeper?.begin() ?? 0;
    }
    this.#isKnown = true;
    for (const [direction, item] of this.#waiting.splice(0)) this.#keep(direction, item);
  }

  bytes(direction: Direction, bytes: Uint8Array): void {
    for (const item of this.#decoder.push(direction, bytes)) {
      if (item.kind === 'request-head') this.#isKnown = false;
      if (this.#isKnown) this.#keep(direction, item);
      else if (this.#waiting.length < mostWaiting) this.#waiting.push([direction, item]);
    }
  }

  closed(how: string): void {
    for (const direction of ['up', 'down'] as const) {
      for (const item of this.#decoder.finish(direction)) this.#keep(direction, item);
    }
    const direction = how.startsWith('client') ? 'up' : 'down';
    this.#keep(direction, {
      kind: 'closed',
      summary: how,
      bytes: new Uint8Array(0),
      parts: [],
      sizes: { payload: 0, framing: 0 },
    });
  }

  #keep(direction: Direction, item: DecodedItem): void {
    this.#keeper?.keep(this.#connection, direction, item);
  }
}
