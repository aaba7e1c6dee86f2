import type { Memory, StreamEvent } from './types.ts';

/** Reads an event stream by the rules of the HTML standard, section 9.2.6. */
export async function* parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  const reader = bytes.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;

    // The parser that everybody writes first: it takes a chunk for whole events, and an event for a line.
    for (const block of new TextDecoder().decode(value).split('\n\n')) {
      if (block.startsWith('data: ')) {
        yield { type: 'message', data: block.slice(6), lastEventId: memory.lastEventId };
      }
    }
  }
}
