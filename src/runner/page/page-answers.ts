/** Answers what a check asks about the page of the current run. Needs a browser's DOM. */
import type { PageAnswer, PageQuestion } from '../protocol.ts';
import { canPress, canType, type } from './acts.ts';
import { fits, textOf } from './texts.ts';

interface Asked {
  question: PageQuestion;
  document: Document;
}

const changes = { subtree: true, childList: true, characterData: true, attributes: true };

export class PageAnswers {
  readonly #answer: (ask: number, answer: PageAnswer) => void;
  /** Questions that are not true yet. */
  readonly #waiting = new Map<number, Asked>();
  #stopWatching: (() => void) | undefined;

  constructor(answer: (ask: number, answer: PageAnswer) => void) {
    this.#answer = answer;
  }

  /** @param document of the current run, undefined when there is none */
  ask(ask: number, question: PageQuestion, document: Document | undefined): void {
    if (!document) {
      this.#answer(ask, { ended: true });
      return;
    }
    this.#waiting.set(ask, { question, document });
    this.#stopWatching ??= this.#watch(document);
    this.#look();
  }

  forget(ask: number): void {
    this.#waiting.delete(ask);
    if (this.#waiting.size === 0) this.#rest();
  }

  /** The run ends. */
  end(): void {
    for (const ask of [...this.#waiting.keys()]) {
      this.forget(ask);
      this.#answer(ask, { ended: true });
    }
  }

  #rest(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  #watch(document: Document): () => void {
    const look = () => this.#look();
    const observer = new MutationObserver(look);
    observer.observe(document, changes);
    // What a field holds is no part of the tree.
    document.addEventListener('input', look, { capture: true });
    return () => {
      observer.disconnect();
      document.removeEventListener('input', look, { capture: true });
    };
  }

  #look(): void {
    for (const [ask, asked] of [...this.#waiting]) {
      // Taken out first: what is done on the page is a change of its own, and leads back here.
      if (!this.#waiting.delete(ask)) continue;
      const answer = answerNow(asked);
      if (answer) this.#answer(ask, answer);
      else this.#waiting.set(ask, asked);
    }
    if (this.#waiting.size === 0) this.#rest();
  }
}

/** Undefined when it is not true yet. What is to be done is done when it can be. */
function answerNow({ question, document }: Asked): PageAnswer | undefined {
  try {
    const elements = [...document.querySelectorAll(question.selector)];
    switch (question.about) {
      case 'texts':
        return { texts: elements.map(textOf) };
      case 'shows': {
        const text = elements.map(textOf).find((one) => fits(one, question.text));
        return text === undefined ? undefined : { texts: [text] };
      }
      case 'press': {
        const element = elements.find(canPress);
        element?.click();
        return element && { texts: [textOf(element)] };
      }
      case 'type': {
        const field = elements.find(canType);
        if (field) type(field, question.text);
        return field && { texts: [textOf(field)] };
      }
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
