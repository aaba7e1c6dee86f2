import type { Memory, StreamEvent } from './types.ts';

/** An object with `next`, which reads ahead as far as one event, over a flat buffer of bytes. */
export function parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  const reader = bytes.getReader();
  const ready: StreamEvent[] = [];
  let buffer = new Uint8Array(0);
  let start = 0;
  let skip = false;
  let atBeginning = true;
  let [data, type, id] = [null as string | null, '', memory.lastEventId];

  function feed(chunk: Uint8Array): void {
    const joined = new Uint8Array(buffer.length - start + chunk.length);
    joined.set(buffer.subarray(start));
    joined.set(chunk, buffer.length - start);
    let from = 0;
    for (let at = buffer.length - start; at < joined.length; at += 1) {
      const byte = joined[at];
      if (skip && byte === 10) {
        skip = false;
        from = at + 1;
        continue;
      }
      skip = byte === 13;
      if (byte === 10 || byte === 13) {
        line(joined.subarray(from, at));
        from = at + 1;
      }
    }
    buffer = joined;
    start = from;
  }

  function line(raw: Uint8Array): void {
    let text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(raw);
    if (atBeginning && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    atBeginning = false;
    if (text === '') {
      memory.lastEventId = id;
      if (data !== null) ready.push({ type: type || 'message', data, lastEventId: id });
      [data, type] = [null, ''];
      return;
    }
    const match = /^([^:]*)(:( )?)?/.exec(text);
    const name = match?.[1];
    const value = text.slice(match?.[0].length);
    if (name === 'data') data = data === null ? value : data + '\n' + value;
    if (name === 'event') type = value;
    if (name === 'id' && !value.includes('\0')) id = value;
    if (name === 'retry' && value && !/[^0-9]/.test(value)) memory.reconnectionTime = Number(value);
  }

  const generator = {
    async next() {
      for (;;) {
        const event = ready.shift();
        if (event) return { done: false as const, value: event };
        const { done, value } = await reader.read();
        if (done) return { done: true as const, value: undefined };
        feed(value);
      }
    },
    async return(value: unknown) {
      await reader.cancel();
      return { done: true as const, value };
    },
    async throw(error: unknown) {
      await reader.cancel();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return generator;
    },
    async [Symbol.asyncDispose]() {
      await reader.cancel();
    },
  };
  return generator as AsyncGenerator<StreamEvent>;
}
