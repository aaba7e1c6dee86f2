import type { Socket } from 'node:net';
import { HttpConnectionDecoder, type Middle } from './decode/http-connection.ts';
import { type RequestHead, unseenHead } from './decode/http-head.ts';
import { keptBytes } from './kept-bytes.ts';
import type { DecodedItem, Direction } from './record.ts';
import type { LinkObserver, SocketLink } from './socket-link.ts';

/** Who keeps what a connection's recorder finds. */
export interface RecordKeeper {
  readonly isOn: boolean;
  /** A number for a connection that is new to the space. */
  begin(): number;
  keep(connection: number, direction: Direction, item: DecodedItem): void;
}

/** One request with all that belongs to it. */
interface Exchange {
  /** Method and path; empty for what was joined in the middle. */
  start: string;
  /** Undefined while it is not known whose it is. */
  keeper: RecordKeeper | null | undefined;
  /** What has been found of it until then. */
  waiting: [Direction, DecodedItem][];
  isAnswered: boolean;
}

/** Items that a connection keeps while it is unknown whose they are. */
const mostWaiting = 50;

const recorders = new WeakMap<Socket, SocketRecorder>();

/**
 * Decodes one socket for whichever spaces use it. A connection that is kept alive can serve one space after another,
 * and requests may come before earlier ones are answered (RFC 9112 §9.3.2): each exchange is kept by the space that it
 * is for, once that is known, and nobody sees another's.
 */
export class SocketRecorder implements LinkObserver {
  readonly #decoder: HttpConnectionDecoder;
  /** In the order of their requests; the first is the one that is being answered. */
  #exchanges: Exchange[] = [];
  /** The numbers that the connection has in the spaces that it served. */
  readonly #numbers = new Map<RecordKeeper, number>();
  #newest: RecordKeeper | null = null;
  #waiting = 0;

  static find(socket: Socket): SocketRecorder | undefined {
    return recorders.get(socket);
  }

  /** Listens to a socket from now on; `middle` says what it is in the middle of, if anything. */
  static attach(socket: Socket, link: SocketLink, middle?: Middle): SocketRecorder {
    const recorder = new SocketRecorder(middle);
    recorders.set(socket, recorder);
    link.observe(recorder);
    return recorder;
  }

  private constructor(middle: Middle | undefined) {
    this.#decoder = new HttpConnectionDecoder(middle);
  }

  /** A request belongs to this keeper. A head that passed before anybody listened is told as it is known from the parser. */
  belongsTo(keeper: RecordKeeper, head: RequestHead): void {
    this.#newest = keeper;
    const start = withoutQuery(`${head.method} ${head.target}`);
    const index = this.#exchanges.findIndex(
      (exchange) => exchange.keeper === undefined && exchange.start === start,
    );
    const exchange = this.#exchanges[index];
    if (exchange === undefined) {
      this.#exchanges.push({ start, keeper, waiting: [], isAnswered: false });
      this.#keep(keeper, 'up', unseenHead(head));
      return;
    }
    // They were asked for earlier, and no space has claimed them.
    for (const earlier of this.#exchanges.slice(0, index)) {
      if (earlier.keeper === undefined) this.#settle(earlier, null);
    }
    this.#settle(exchange, keeper);
  }

  /** What goes on at this moment, whose beginning has not been seen, belongs to this keeper. */
  goesOn(keeper: RecordKeeper): void {
    this.#newest = keeper;
    this.#exchanges = [{ start: '', keeper, waiting: [], isAnswered: true }];
    this.#numberIn(keeper);
  }

  bytes(direction: Direction, bytes: Uint8Array): void {
    this.#take(direction, this.#decoder.push(direction, bytes));
    // The answer to an upgrade tells what has come after the request for it.
    if (direction === 'down') this.#take('up', this.#decoder.push('up', new Uint8Array(0)));
  }

  closed(how: string): void {
    // What of a request was cut off before its head was whole is nobody's.
    if (!this.#decoder.expectsHead('up')) this.#take('up', this.#decoder.finish('up'));
    this.#take('down', this.#decoder.finish('down'));
    this.#keep(this.#newest, how.startsWith('client') ? 'up' : 'down', {
      kind: 'closed',
      summary: how,
      bytes: new Uint8Array(0),
      parts: [],
      sizes: { payload: 0, framing: 0 },
    });
  }

  #take(direction: Direction, items: readonly DecodedItem[]): void {
    for (const item of items) {
      if (item.kind === 'request-head') this.#begin(item);
      if (item.kind === 'response-head') this.#answer(item);
      const exchange = direction === 'up' ? this.#exchanges.at(-1) : this.#exchanges[0];
      if (exchange?.keeper !== undefined) {
        this.#keep(exchange.keeper, direction, item);
      } else if (exchange !== undefined && this.#waiting < mostWaiting) {
        this.#waiting += 1;
        const bytes = item.bytes.slice(0, keptBytes(item));
        exchange.waiting.push([direction, { ...item, bytes }]);
      }
    }
  }

  #begin({ summary }: DecodedItem): void {
    const last = this.#exchanges.at(-1);
    if (last?.isAnswered && last.keeper === undefined) this.#settle(last, null);
    this.#exchanges.push({
      start: withoutQuery(summary),
      keeper: undefined,
      waiting: [],
      isAnswered: false,
    });
  }

  #answer({ summary }: DecodedItem): void {
    if (this.#exchanges[0]?.isAnswered && this.#exchanges.length > 1) this.#exchanges.shift();
    const [current] = this.#exchanges;
    const status = Number(summary.split(' ')[0]);
    if (current !== undefined) current.isAnswered = status >= 200 || status === 101;
  }

  #settle(exchange: Exchange, keeper: RecordKeeper | null): void {
    exchange.keeper = keeper;
    this.#waiting -= exchange.waiting.length;
    for (const [direction, item] of exchange.waiting.splice(0)) {
      this.#keep(keeper, direction, item);
    }
  }

  #keep(keeper: RecordKeeper | null, direction: Direction, item: DecodedItem): void {
    if (keeper === null || !keeper.isOn) return;
    keeper.keep(this.#numberIn(keeper), direction, item);
  }

  #numberIn(keeper: RecordKeeper): number {
    const number = this.#numbers.get(keeper) ?? keeper.begin();
    this.#numbers.set(keeper, number);
    return number;
  }
}

function withoutQuery(start: string): string {
  return start.split('?')[0] ?? '';
}
