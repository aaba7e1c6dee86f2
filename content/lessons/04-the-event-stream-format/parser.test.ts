/** The parser exercise, cut at every byte, which is more than its checks have time for; and mistakes that its cases must find. */
import { expect, test } from 'vitest';
import { type Case, cases } from './cases.ts';
import { parseEventStream as startingCode } from './sandbox/parser/parser.ts';
import type { Memory, Parse, StreamEvent } from './sandbox/parser/types.ts';

/** Imported by its address: its types are checked where it stands in a run, beside the other files of the sandbox. */
const { parseEventStream: solution } = (await import(
  new URL('./solution/parser/parser.ts', import.meta.url).href
)) as { parseEventStream: Parse };

/** What a parser makes of the chunks. Of a stream that stays open, as many events are awaited as must come. */
async function outcomeOf(parse: Parse, chunks: Uint8Array[], given: Case): Promise<object> {
  const memory: Memory = { lastEventId: '', reconnectionTime: undefined };
  const events: StreamEvent[] = [];
  const { staysOpen = false } = given;
  for await (const event of parse(streamOf(chunks, staysOpen), memory)) {
    events.push(event);
    if (staysOpen && events.length === given.events.length) break;
  }
  return { events, ...memory };
}

function streamOf(chunks: Uint8Array[], staysOpen: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (!staysOpen) controller.close();
    },
  });
}

function answerOf({ events, lastEventId = '', reconnectionTime }: Case): object {
  return { events, lastEventId, reconnectionTime };
}

function caseOf(rule: string): Case {
  const found = cases.find((given) => given.rule === rule);
  if (found === undefined) throw new Error(`There is no case "${rule}".`);
  return found;
}

test.each(cases)('the solution: $rule, wherever it is cut', async (given) => {
  const { bytes } = given;
  for (let cut = 1; cut <= bytes.length; cut += 1) {
    const chunks = [bytes.slice(0, cut), bytes.slice(cut)];
    expect(await outcomeOf(solution, chunks, given)).toEqual(answerOf(given));
  }
});

test('every stream can be sent one byte in each chunk', () => {
  expect(cases.filter(({ bytes }) => bytes.length > 64)).toEqual([]);
});

test('the starting code is right for whole events in whole chunks, and for nothing else', async () => {
  const simple = caseOf('A blank line dispatches the event');
  expect(await outcomeOf(startingCode, [simple.bytes], simple)).toEqual(answerOf(simple));
  const halves = [simple.bytes.slice(0, 5), simple.bytes.slice(5)];
  expect(await outcomeOf(startingCode, halves, simple)).toMatchObject({ events: [] });
});

/** Parsers with one mistake each, and a rule that must find it. */
const mistakes: [string, (parse: Parse) => Parse, string][] = [
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
  const given = caseOf(rule);
  expect(await outcomeOf(spoil(solution), [given.bytes], given)).not.toEqual(answerOf(given));
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
