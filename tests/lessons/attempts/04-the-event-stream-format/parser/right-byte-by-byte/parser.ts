import type { Memory, StreamEvent } from './types.ts';

const [lineFeed, carriageReturn] = [10, 13];

/** Looks at every byte: lines are made of bytes, and decoded when they are complete. */
export async function* parseEventStream(
  bytes: ReadableStream<Uint8Array>,
  memory: Memory,
): AsyncGenerator<StreamEvent> {
  let line: number[] = [];
  let isFirst = true;
  let afterReturn = false;
  let type = '';
  let data: string | undefined;
  let id = memory.lastEventId;

  for await (const chunk of bytes) {
    for (const byte of chunk) {
      const isSecondHalf = afterReturn && byte === lineFeed;
      afterReturn = byte === carriageReturn;
      if (isSecondHalf) continue;
      if (byte !== lineFeed && byte !== carriageReturn) {
        line.push(byte);
        continue;
      }
      const text = new TextDecoder('utf-8', { ignoreBOM: !isFirst }).decode(Uint8Array.from(line));
      isFirst = false;
      line = [];
      if (text === '') {
        memory.lastEventId = id;
        if (data !== undefined) {
          yield { type: type || 'message', data, lastEventId: id };
        }
        type = '';
        data = undefined;
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? [];
      if (field === 'data') data = data === undefined ? value : `${data}\n${value}`;
      if (field === 'event') type = value;
      if (field === 'id' && !value.includes('\0')) id = value;
      if (field === 'retry' && /^\d+$/.test(value)) memory.reconnectionTime = Number(value);
    }
  }
}
