/** Questions to a run's page that are on their way. Browser-safe. */
import type { FromRunner, PageAnswer, PageQuestion, ToRunner } from '../../runner/protocol.ts';

/** A question that was asked, until it is answered or forgotten. */
export interface Asking {
  readonly answer: Promise<PageAnswer>;
  /** The answer will not be needed, and may never come. */
  forget(): void;
}

/** Unique among all sandboxes of the page, as a sandbox may be taken down and built again. */
let asks = 0;

export class PageAsks {
  readonly #waiting = new Map<number, (answer: PageAnswer) => void>();

  ask(question: PageQuestion, send: (message: ToRunner) => void): Asking {
    asks += 1;
    const ask = asks;
    const { promise, resolve } = Promise.withResolvers<PageAnswer>();
    this.#waiting.set(ask, resolve);
    send({ type: 'page-ask', ask, question });
    return {
      answer: promise,
      forget: () => {
        if (this.#waiting.delete(ask)) send({ type: 'page-forget', ask });
      },
    };
  }

  take({ ask, answer }: Extract<FromRunner, { type: 'page-answer' }>): void {
    this.#waiting.get(ask)?.(answer);
    this.#waiting.delete(ask);
  }

  /** The runner's page goes. */
  giveUp(): void {
    for (const answer of this.#waiting.values()) answer({ ended: true });
    this.#waiting.clear();
  }
}
