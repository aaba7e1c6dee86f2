import type { Memory, StreamEvent } from './types.ts';

/** A chain of streams, each with one job. */
export async function* parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  const lines = bytes
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(toLines());
  let block: [string, string][] = [];
  let id = memory.lastEventId;
  for await (const line of lines) {
    if (line !== '') {
      const at = line.indexOf(':');
      const pair: [string, string] =
        at < 0
          ? [line, '']
          : [line.substring(0, at), line.substring(line[at + 1] === ' ' ? at + 2 : at + 1)];
      if (pair[0] === 'retry' && /^\d+$/.test(pair[1]))
        memory.reconnectionTime = Number.parseInt(pair[1], 10);
      else block.push(pair);
      continue;
    }
    const all = (name: string) => block.filter(([one]) => one === name).map(([, value]) => value);
    id = all('id').findLast((value) => !value.includes('\u0000')) ?? id;
    memory.lastEventId = id;
    const data = all('data');
    const type = all('event').at(-1) || 'message';
    block = [];
    if (data.length) yield { type, data: data.join('\n'), lastEventId: id };
  }
}

function toLines(): TransformStream<string, string> {
  let line = '';
  let wasReturn = false;
  return new TransformStream({
    transform(text, controller) {
      for (const character of text) {
        const isReturn = character === '\r';
        if (character === '\n' && wasReturn) {
          wasReturn = false;
          continue;
        }
        wasReturn = isReturn;
        if (isReturn || character === '\n') {
          controller.enqueue(line);
          line = '';
        } else line += character;
      }
    },
  });
}
