import type { Memory, StreamEvent } from './types.ts';

/** Reads an event stream by the rules of the HTML standard, section 9.2.6. */
export async function* parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  let type = '';
  let data: string[] = [];
  let id = memory.lastEventId;

  for await (const line of readLines(bytes)) {
    if (line === '') {
      memory.lastEventId = id;
      if (data.length > 0) {
        yield { type: type === '' ? 'message' : type, data: data.join('\n'), lastEventId: id };
      }
      type = '';
      data = [];
      continue;
    }

    const { name, value } = readField(line);
    if (name === 'event') type = value;
    else if (name === 'data') data.push(value);
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^[0-9]+$/.test(value)) memory.reconnectionTime = Number(value);
  }
  // What stands in `data` now was cut off before its blank line: it is not dispatched.
}

/** A comment, `: like this`, comes out as a field without a name, which nobody asks for. */
function readField(line: string): { name: string; value: string } {
  const colon = line.indexOf(':');
  if (colon === -1) return { name: line, value: '' };
  const value = line.slice(colon + 1);
  return { name: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value };
}

/** Yields the lines that are complete, without their ends; what follows the last line end is not one. */
async function* readLines(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  // One decoder for the whole stream: it keeps half a character until the rest comes, and drops a leading BOM.
  const decoder = new TextDecoder();
  const reader = bytes.getReader();
  let rest = '';
  let endedInCarriageReturn = false;

  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const decoded = decoder.decode(value, { stream: true });
      if (decoded === '') continue;

      // Its carriage return has ended the line already: this line feed is the other half of that end.
      const text = endedInCarriageReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded;
      endedInCarriageReturn = decoded.endsWith('\r');

      const lines = (rest + text).split(/\r\n|\n|\r/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    // Whoever stops asking for events hangs up.
    await reader.cancel();
  }
}
