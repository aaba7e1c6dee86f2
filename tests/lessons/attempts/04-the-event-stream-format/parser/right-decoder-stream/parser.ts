import type { Memory, StreamEvent } from './types.ts';

/** The browser's own decoder stream in front, one buffer of text behind it. */
export async function* parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  const text = bytes.pipeThrough(
    new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
  );
  const reader = text.getReader();
  const block = { type: '', data: '', id: memory.lastEventId };
  let buffer = '';
  let skipLineFeed = false;

  while (true) {
    const { done, value } = await reader.read();
    if (done) break;
    buffer += value;
    for (;;) {
      if (skipLineFeed && buffer !== '') {
        if (buffer.startsWith('\n')) buffer = buffer.slice(1);
        skipLineFeed = false;
      }
      const end = buffer.search(/[\r\n]/);
      if (end < 0) break;
      const line = buffer.slice(0, end);
      skipLineFeed = buffer[end] === '\r';
      buffer = buffer.slice(end + 1);
      if (line !== '') {
        apply(line);
        continue;
      }
      memory.lastEventId = block.id;
      if (block.data !== '') {
        const { type, data, id } = block;
        yield { type: type || 'message', data: data.slice(0, -1), lastEventId: id };
      }
      block.type = '';
      block.data = '';
    }
  }

  function apply(line: string): void {
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    switch (name) {
      case 'data':
        block.data += `${value}\n`;
        break;
      case 'event':
        block.type = value;
        break;
      case 'id':
        if (!/\0/.test(value)) block.id = value;
        break;
      case 'retry':
        if (/^[0-9]+$/.test(value)) memory.reconnectionTime = Number.parseInt(value, 10);
    }
  }
}
