/** The tool `page`. Browser-safe. */
import type { PageAnswer, PageQuestion, TextPattern } from '../../../runner/protocol.ts';
import type { Scene } from '../engine/scene.ts';
import { recordsOf } from '../expectations.ts';
import { CheckFailure } from '../failure.ts';
import type { PagePatience, PageTools } from '../tools.ts';

export function pageTools({ laboratory, waits }: Scene): PageTools {
  async function ask(
    usual: string,
    question: PageQuestion,
    { words = usual, within, ...evidence }: PagePatience = {},
  ): Promise<readonly string[]> {
    const asking = laboratory.run.askPage(question);
    let answer: PageAnswer | undefined;
    void asking.answer.then((given) => {
      answer = given;
      waits.changed();
    });
    try {
      return await waits.wait({
        words,
        look: () => answer && textsOf(answer, words),
        seen: async () =>
          question.about === 'texts'
            ? 'no answer'
            : textsInWords(question.selector, await texts(question.selector)),
        records: () => recordsOf(evidence),
        within,
      });
    } finally {
      asking.forget();
    }
  }
  const texts = (selector: string) => ask('the page to answer', { about: 'texts', selector });

  return {
    texts,
    text: async (selector) => (await texts(selector))[0],
    shows: async (selector, text, patience) => {
      const words = `${selector} on the page to show ${patternInWords(text)}`;
      const question = { about: 'shows', selector, text: patternOf(text) } as const;
      return (await ask(words, question, patience))[0] ?? '';
    },
    press: async (selector, patience) => {
      await ask(`${selector} on the page, to press it`, { about: 'press', selector }, patience);
    },
    type: async (selector, text, patience) => {
      const words = `${selector} on the page, to type into it`;
      await ask(words, { about: 'type', selector, text }, patience);
    },
  };
}

function textsOf(answer: PageAnswer, words: string): readonly string[] {
  if ('ended' in answer) throw new CheckFailure(words, 'the run had ended');
  if ('problem' in answer) throw new Error(answer.problem);
  return answer.texts;
}

function patternOf(text: string | RegExp): TextPattern {
  return typeof text === 'string' ? { includes: text } : { source: text.source, flags: text.flags };
}

function patternInWords(text: string | RegExp): string {
  return typeof text === 'string' ? `“${text}”` : `a text that matches ${text}`;
}

function textsInWords(selector: string, texts: readonly string[]): string {
  return texts.length === 0
    ? `no element that fits ${selector}`
    : texts.map((text) => `“${text}”`).join(', ');
}
