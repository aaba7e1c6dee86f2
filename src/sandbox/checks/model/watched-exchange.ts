/** An exchange that can be waited on. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import type { Ending, Exchange, Patience, SentMessage, WireEvent } from '../exchange.ts';
import { CheckFailure } from '../failure.ts';
import type { Wait } from '../wait/waits.ts';
import { GrowingExchange } from './growing-exchange.ts';
import { describeExchange, nameOfExchange } from './words.ts';

export class WatchedExchange extends GrowingExchange implements Exchange {
  readonly #wait: Wait;

  constructor(record: WireRecord, wait: Wait) {
    super(record);
    this.#wait = wait;
  }

  event(
    words: string,
    fits: (event: WireEvent, index: number) => boolean = () => true,
    patience?: Patience,
  ): Promise<WireEvent> {
    return this.#among(words, () => this.events.find(fits), patience);
  }

  message(
    words: string,
    fits: (message: SentMessage, index: number) => boolean = () => true,
    patience?: Patience,
  ): Promise<SentMessage> {
    return this.#among(words, () => this.sent.find(fits), patience);
  }

  answered(words: string, patience?: Patience): Promise<number> {
    return this.#among(words, () => this.status, patience);
  }

  ended(words: string, patience?: Patience): Promise<Ending> {
    return this.#seek(words, () => this.closed, patience);
  }

  /** For what cannot come any more when the exchange has ended. */
  #among<Value>(words: string, find: () => Value | undefined, patience?: Patience): Promise<Value> {
    const look = () => {
      const found = find();
      if (found === undefined && this.closed) {
        throw new CheckFailure(this.#expected(words), describeExchange(this), this.#records());
      }
      return found;
    };
    return this.#seek(words, look, patience);
  }

  #seek<Value>(
    words: string,
    look: () => Value | undefined,
    patience: Patience | undefined,
  ): Promise<Value> {
    return this.#wait<Value>({
      words: this.#expected(words),
      look,
      seen: () => describeExchange(this),
      records: () => this.#records(),
      within: patience?.within,
    });
  }

  #expected(words: string): string {
    return `${words} (${nameOfExchange(this)})`;
  }

  #records(): (WireRecord | undefined)[] {
    return [this.closed?.record ?? this.events.at(-1)?.record ?? this.answer, this.record];
  }
}
