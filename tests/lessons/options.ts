/** What `npm run test:lessons` is asked for. */
import { parseArgs } from 'node:util';

export const usage = `npm run test:lessons [-- --repeat 20] [--lesson 01] [--part heal] [--attempts] [--https] [--beside 2]

  --repeat    how often each sandbox is judged; once unless told otherwise
  --lesson    only lessons whose folder begins so: 01, or 01-the-dilemma
  --part      only sandboxes of this part
  --attempts  also the right and wrong attempts in tests/lessons/attempts
  --https     over HTTPS, where browsers speak HTTP/2
  --beside    how many sandboxes are judged at the same time; 2 unless told otherwise`;

export interface LessonsOptions {
  repeat: number;
  lesson: string;
  part: string | undefined;
  attempts: boolean;
  https: boolean;
  beside: number;
}

export const once: LessonsOptions = {
  repeat: 1,
  lesson: '',
  part: undefined,
  attempts: false,
  https: false,
  beside: 2,
};

/** What `npm test` judges over HTTPS: one lesson that follows event streams shows that checks read HTTP/2. */
export const onceOverHttps: LessonsOptions = {
  ...once,
  https: true,
  lesson: '04-the-event-stream-format',
};

/** @throws with what to do when an option is unknown or wrong */
export function readOptions(args: readonly string[]): LessonsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      repeat: { type: 'string', default: '1' },
      lesson: { type: 'string', default: once.lesson },
      part: { type: 'string' },
      attempts: { type: 'boolean', default: once.attempts },
      https: { type: 'boolean', default: once.https },
      beside: { type: 'string', default: String(once.beside) },
    },
  });
  return {
    lesson: values.lesson,
    part: values.part,
    attempts: values.attempts,
    https: values.https,
    repeat: wholeNumber('repeat', values.repeat),
    beside: wholeNumber('beside', values.beside),
  };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new Error(`--${name} is a whole number from 1 on, not "${text}".`);
}
