/** Joins WebSocket frames to messages, and reads what our server says in them. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import type { Frame, WireEvent } from '../exchange.ts';
import { parseJson, partOf } from './content.ts';

export function frameOf(record: WireRecord): Frame {
  const { direction, time } = record;
  const opcode = partOf(record, 'opcode')?.value?.split(', ')[1] ?? '';
  const payload = partOf(record, 'payload data, masked') ?? partOf(record, 'payload data');
  return { direction, opcode, text: payload?.value ?? '', time, record };
}

/** A message may come in several frames, with control frames between them (RFC 6455 §5.4). */
export class MessageJoiner {
  #begun: string | undefined;

  /** The text of the message that is complete with this frame, if one is. */
  take({ opcode, text, record }: Frame): string | undefined {
    if (!['text', 'binary', 'continuation'].includes(opcode)) return undefined;
    const message = opcode === 'continuation' ? (this.#begun ?? '') + text : text;
    const isFinal = partOf(record, 'FIN')?.value?.startsWith('1') ?? true;
    this.#begun = isFinal ? undefined : message;
    return isFinal ? message : undefined;
  }
}

type Told = { id?: unknown; event?: unknown; data?: unknown; ack?: unknown };

/** What the server said in a message. */
export function eventOf(text: string, record: WireRecord): WireEvent {
  const json = parseJson(text);
  const told: Told = typeof json === 'object' && json !== null ? json : {};
  const id = typeof told.id === 'string' ? told.id : undefined;
  const { time } = record;
  if ('ack' in told) return { id, event: 'ack', data: json, time, record };
  if (typeof told.event === 'string')
    return { id, event: told.event, data: told.data, time, record };
  return { id: undefined, event: 'message', data: json ?? text, time, record };
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
