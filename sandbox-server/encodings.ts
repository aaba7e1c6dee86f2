import { encode as encodeMessagePack } from '@msgpack/msgpack';
import { formatEventId } from './event-id.ts';
import type { LogEntry } from './logs/log.ts';

/** A way to put events into bytes that any number of followers can share. */
export interface Encoding {
  /** `events` in order, as they go onto the connection. */
  encode(epoch: string, events: readonly StreamedEvent[]): Buffer;
}

/** A log entry, or an event outside the log such as `gap`, whose id is the position that it stands for. */
export type StreamedEvent = Pick<LogEntry, 'number' | 'event' | 'json' | 'time' | 'data'>;

function eventStreamText(epoch: string, events: readonly StreamedEvent[]): string {
  let text = '';
  for (const { number, event, json } of events) {
    // JSON text has no line breaks and event names come from contracts, so no field can be injected.
    text += `id: ${formatEventId(epoch, number)}\nevent: ${event}\ndata: ${json}\n\n`;
  }
  return text;
}

/** Frames bytes as one chunk of HTTP/1.1's chunked transfer coding (RFC 9112 §7.1). */
export function asChunk(bytes: Buffer): Buffer {
  const size = Buffer.from(`${bytes.length.toString(16)}\r\n`, 'latin1');
  return Buffer.concat([size, bytes, Buffer.from('\r\n', 'latin1')]);
}

/** Frames a payload as one unmasked, final WebSocket frame (RFC 6455 §5.2). */
export function asFrame(opcode: 1 | 2, payload: Buffer): Buffer {
  const first = 0x80 | opcode;
  if (payload.length < 126) return Buffer.concat([Buffer.from([first, payload.length]), payload]);
  if (payload.length < 65_536) {
    const header = Buffer.from([first, 126, 0, 0]);
    header.writeUInt16BE(payload.length, 2);
    return Buffer.concat([header, payload]);
  }
  const header = Buffer.from([first, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}

/** An event as WebSocket and polling clients get it, as JSON text. */
export function eventJson(epoch: string, { number, event, json, time }: StreamedEvent): string {
  return `{"id":"${formatEventId(epoch, number)}","event":"${event}","data":${json},"time":${time}}`;
}

/** Server-sent events (HTML standard §9.2.5) as the body of a response. */
export const eventStream: Encoding = {
  encode: (epoch, events) => Buffer.from(eventStreamText(epoch, events)),
};

/** Server-sent events with their chunk framing, for writing to an HTTP/1.1 socket directly. */
export const chunkedEventStream: Encoding = {
  encode: (epoch, events) => asChunk(eventStream.encode(epoch, events)),
};

/** One WebSocket text frame an event. */
export const textFrames: Encoding = {
  encode: (epoch, events) =>
    Buffer.concat(events.map((event) => asFrame(1, Buffer.from(eventJson(epoch, event))))),
};

/** One WebSocket binary frame an event, its payload in MessagePack. */
export const messagePackFrames: Encoding = {
  encode: (epoch, events) =>
    Buffer.concat(
      events.map(({ number, event, data, time }) => {
        const message = { id: formatEventId(epoch, number), event, data, time };
        return asFrame(2, Buffer.from(encodeMessagePack(message)));
      }),
    ),
};
