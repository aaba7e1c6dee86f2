/** Joins WebSocket frames to messages, and reads what they say. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import type { Frame, WireEvent } from '../exchange.ts';
import { contentOf, parseJson, partOf } from './content.ts';
import { parseMessagePack } from './message-pack.ts';

export function frameOf(record: WireRecord): Frame {
  const { direction, time } = record;
  const opcode = partOf(record, 'opcode')?.value?.split(', ')[1] ?? '';
  const payload = partOf(record, 'payload data, masked') ?? partOf(record, 'payload data');
  return { direction, opcode, text: payload?.value ?? '', time, record };
}

/** What a message says. */
export interface Message {
  readonly text: string;
  /** Undefined when it is neither JSON nor, on a WebSocket that speaks it, MessagePack. */
  readonly value: unknown;
}

/** A message may come in several frames, with control frames between them (RFC 6455 §5.4). */
export class MessageJoiner {
  #frames: Frame[] = [];

  /** The message that is complete with this frame, if one is. `subprotocol` is that of the WebSocket. */
  take(frame: Frame, subprotocol: string | undefined): Message | undefined {
    const { opcode, record } = frame;
    if (!['text', 'binary', 'continuation'].includes(opcode)) return undefined;
    if (opcode !== 'continuation') this.#frames = [];
    this.#frames.push(frame);
    const isFinal = partOf(record, 'FIN')?.value?.startsWith('1') ?? true;
    return isFinal ? readMessage(this.#frames, subprotocol) : undefined;
  }
}

function readMessage(frames: readonly Frame[], subprotocol: string | undefined): Message {
  const joined = frames.map(({ text }) => text).join('');
  const bytes = payloadOf(frames);
  if (frames[0]?.opcode === 'binary') {
    const value = bytes && subprotocol === 'msgpack' ? parseMessagePack(bytes) : undefined;
    return { text: value === undefined ? joined : JSON.stringify(value), value };
  }
  // A character may begin in one frame and end in the next.
  const text = bytes ? new TextDecoder().decode(bytes) : joined;
  return { text, value: parseJson(text) };
}

/** The payload of some frames together; undefined when not all of it was kept. */
function payloadOf(frames: readonly Frame[]): Uint8Array | undefined {
  const contents = frames.map(({ record }) => contentOf(record));
  if (!contents.every(({ isWhole }) => isWhole)) return undefined;
  const [first] = contents;
  if (first && contents.length === 1) return first.bytes;
  return Uint8Array.from(contents.flatMap(({ bytes }) => [...bytes]));
}

type Told = { id?: unknown; event?: unknown; data?: unknown; ack?: unknown };

/** What the server said in a message. */
export function eventOf({ text, value }: Message, record: WireRecord): WireEvent {
  const told: Told = typeof value === 'object' && value !== null ? value : {};
  const id = typeof told.id === 'string' ? told.id : undefined;
  const { time } = record;
  if ('ack' in told) return { id, event: 'ack', data: value, time, record };
  if (typeof told.event === 'string')
    return { id, event: told.event, data: told.data, time, record };
  const data = value === undefined ? text : value;
  return { id: undefined, event: 'message', data, time, record };
}

/** The events in the answer to a poll. */
export function eventsOf(body: string, record: WireRecord): WireEvent[] {
  const json = parseJson(body) as { events?: unknown } | null | undefined;
  const { time } = record;
  return Array.isArray(json?.events)
    ? json.events.map(({ id, event, data }: Told) => ({
        id: typeof id === 'string' ? id : undefined,
        event: String(event),
        data,
        time,
        record,
      }))
    : [];
}
