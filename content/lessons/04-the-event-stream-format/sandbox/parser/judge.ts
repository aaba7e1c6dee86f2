import type { Case } from './cases.ts';
import type { Memory, Parse, StreamEvent } from './types.ts';

/** How a parser did on one case. */
export interface Verdict {
  rule: string;
  /** With all the bytes in one chunk. Null: passed. */
  whole: Failure | null;
  /** With the bytes cut in two at every place, and into single bytes. Null: passed. */
  pieces: Failure | null;
}

export interface Failure {
  /** Such as `in two chunks, the first of 7 bytes`. */
  how: string;
  expected: string;
  actual: string;
}

/** Runs the parser on one case, in one chunk and in every way to cut it in two. */
export async function judge(parse: Parse, given: Case): Promise<Verdict> {
  const { rule, bytes } = given;
  const whole = await attempt(parse, given, 'in one chunk', [bytes]);
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const chunks = [bytes.slice(0, cut), bytes.slice(cut)];
    const failure = await attempt(parse, given, `cut in two after byte ${cut}`, chunks);
    if (failure !== null) return { rule, whole, pieces: failure };
  }
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  return { rule, whole, pieces: await attempt(parse, given, 'byte by byte', single) };
}

async function attempt(
  parse: Parse,
  { events, lastEventId = '', reconnectionTime, staysOpen = false }: Case,
  how: string,
  chunks: Uint8Array[],
): Promise<Failure | null> {
  const expected = outcomeAsText(events, { lastEventId, reconnectionTime });
  const actual = await run(parse, chunks, staysOpen ? events.length : Number.POSITIVE_INFINITY);
  return actual === expected ? null : { how, expected, actual };
}

/** Runs until the stream ends. One that stays open ends after so many events, or when they have been waited for. */
async function run(parse: Parse, chunks: Uint8Array[], enough: number): Promise<string> {
  const memory: Memory = { lastEventId: '', reconnectionTime: undefined };
  const events: StreamEvent[] = [];
  const staysOpen = Number.isFinite(enough);
  const parsed = async (): Promise<void> => {
    for await (const event of parse(streamOf(chunks, staysOpen), memory)) {
      if (events.push(event) === enough) return;
    }
  };
  try {
    await Promise.race(staysOpen ? [parsed(), patience()] : [parsed()]);
  } catch (error) {
    return `the parser threw ${error}`;
  }
  return outcomeAsText(events, memory);
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}

function streamOf(chunks: Uint8Array[], staysOpen: boolean): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      if (!staysOpen) controller.close();
    },
  });
}

/** An outcome as text: what is compared, and what is shown. */
function outcomeAsText(events: StreamEvent[], memory: Memory): string {
  const lines = events.map(
    ({ type, data, lastEventId }) =>
      `${type} ${JSON.stringify(data)} with last event ID ${JSON.stringify(lastEventId)}`,
  );
  if (lines.length === 0) lines.push('no event');
  lines.push(`then last event ID ${JSON.stringify(memory.lastEventId)}`);
  if (memory.reconnectionTime !== undefined) {
    lines.push(`and reconnection time ${memory.reconnectionTime}`);
  }
  return lines.join('\n');
}
