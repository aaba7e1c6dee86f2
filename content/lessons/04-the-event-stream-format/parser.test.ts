/** The parser exercise: the solution passes every case however it is cut, and the starting code does not. */
import { expect, test } from 'vitest';
import { type Case, cases } from './sandbox/parser/cases.ts';
import { judge, type Verdict } from './sandbox/parser/judge.ts';
import { parseEventStream as startingCode } from './sandbox/parser/parser.ts';
import type { Memory, Parse, StreamEvent } from './sandbox/parser/types.ts';

/** Imported by its address: its types are checked where it stands in a run, beside the other files of the sandbox. */
const { parseEventStream: solution } = (await import(
  new URL('./solution/parser/parser.ts', import.meta.url).href
)) as { parseEventStream: Parse };

async function judgeAll(parse: Parse): Promise<Verdict[]> {
  return Promise.all(cases.map((given) => judge(parse, given)));
}

test('the solution passes all 28 cases, in one chunk and in any', async () => {
  const verdicts = await judgeAll(solution);
  expect(verdicts).toHaveLength(28);
  expect(verdicts.filter(({ whole, pieces }) => whole !== null || pieces !== null)).toEqual([]);
});

test('the starting code passes ten cases in one chunk, and none in any', async () => {
  const verdicts = await judgeAll(startingCode);
  expect(verdicts.filter(({ whole }) => whole === null)).toHaveLength(10);
  expect(verdicts.filter(({ pieces }) => pieces === null)).toEqual([]);
});

/** Parsers with one mistake each, and a rule that must find it. */
const mistakes: [string, (parse: Parse) => Parse, string][] = [
  [
    'waits for the end of the stream',
    (parse) =>
      async function* (bytes, memory) {
        const events: StreamEvent[] = [];
        for await (const event of parse(bytes, memory)) events.push(event);
        yield* events;
      },
    'An event comes with its blank line, not at the end of the stream',
  ],
  [
    'reads an id when it comes rather than when its block ends',
    (parse) =>
      async function* (bytes, memory) {
        const [first, second] = bytes.tee();
        yield* parse(first, memory);
        const text = await new Response(second).text();
        const last = [...text.matchAll(/^id: ?([^\r\n\0]*)$/gm)].at(-1)?.[1];
        if (last !== undefined) memory.lastEventId = last;
      },
    'A block that is cut off before its blank line is discarded, its id too',
  ],
  [
    'dispatches what is left at the end',
    (parse) => (bytes, memory) => parse(followedBy(bytes, '\n\n'), memory),
    'A block that is cut off before its blank line is discarded, its id too',
  ],
  [
    'takes CR LF for two line ends',
    (parse) => (bytes, memory) => parse(replaced(bytes, /\r/g, '\n'), memory),
    'Lines may end in CR LF',
  ],
];

test.each(mistakes)('finds a parser that %s', async (_mistake, spoil, rule) => {
  const { whole } = await judge(spoil(solution), caseOf(rule));
  expect(whole).not.toBeNull();
});

test('a parser that throws fails with its message', async () => {
  const throwing: Parse = async function* () {
    yield* [];
    throw new TypeError('no such thing');
  };
  const { whole } = await judge(throwing, caseOf('A blank line dispatches the event'));
  expect(whole?.actual).toBe('the parser threw TypeError: no such thing');
});

test('the solution hangs up when its reader has had enough', async () => {
  let cancelled = false;
  const bytes = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('data: one\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  const memory: Memory = { lastEventId: '', reconnectionTime: undefined };
  for await (const event of solution(bytes, memory)) {
    expect(event.data).toBe('one');
    break;
  }
  expect(cancelled).toBe(true);
});

function caseOf(rule: string): Case {
  const found = cases.find((given) => given.rule === rule);
  if (found === undefined) throw new Error(`There is no case "${rule}".`);
  return found;
}

function followedBy(bytes: ReadableStream<Uint8Array>, end: string): ReadableStream<Uint8Array> {
  return bytes.pipeThrough(
    new TransformStream({
      flush: (controller) => controller.enqueue(new TextEncoder().encode(end)),
    }),
  );
}

function replaced(
  bytes: ReadableStream<Uint8Array>,
  pattern: RegExp,
  by: string,
): ReadableStream<Uint8Array> {
  const replace = (chunk: Uint8Array) =>
    Buffer.from(Buffer.from(chunk).toString('latin1').replace(pattern, by), 'latin1');
  return bytes.pipeThrough(
    new TransformStream({ transform: (chunk, controller) => controller.enqueue(replace(chunk)) }),
  );
}
