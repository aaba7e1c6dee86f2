// Browser-safe: pure functions of what crossed the wire.
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { isContent } from './requests.ts';

/** The `ack` of an acknowledgement that the server sent, undefined for all other records. */
export function ackOf(record: WireRecord): string | undefined {
  return /^\{"ack":"(?<ref>[^"]*)"/.exec(messageOf(record) ?? '')?.groups?.['ref'];
}

/** The first event that crossed alone in a chunk and in a frame: the same event of a topic over both transports. */
export function pairIn(
  records: readonly WireRecord[],
): { chunk: WireRecord; frame: WireRecord; data: number } | undefined {
  for (const chunk of records) {
    const fields = new Map(chunk.parts.map(({ name, value = '' }) => [name, value]));
    const [id, data] = [fields.get('id field'), fields.get('data field')];
    const isAlone = chunk.parts.filter(({ name }) => name.endsWith(' field')).length === 3;
    if (!isContent(chunk) || !isAlone || id === undefined || data === undefined) continue;
    const frame = records.find((record) => messageOf(record)?.startsWith(`{"id":"${id}"`));
    if (frame) return { chunk, frame, data: new TextEncoder().encode(data).length };
  }
  return undefined;
}

/** The beginning of a message that the server sent over a WebSocket. */
function messageOf({ kind, direction, bytes, sizes }: WireRecord): string | undefined {
  if (kind !== 'frame' || direction !== 'down') return undefined;
  return atob(bytes).slice(sizes.framing);
}
