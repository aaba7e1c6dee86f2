/** The bytes that a record carried for the application, and what its head says. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';

/** What a record has kept of its content. */
export interface Content {
  readonly bytes: Uint8Array;
  /** Nothing is missing; a record keeps the first bytes only of what is very long. */
  readonly isWhole: boolean;
}

/** Of a chunk, a body or the data of a stream, without its framing; of a frame its payload, unmasked. */
export function contentOf(record: WireRecord): Content {
  const kept = Uint8Array.from(atob(record.bytes), (character) => character.charCodeAt(0));
  const start = startOfContent(record);
  const content = kept.subarray(start, start + record.sizes.payload);
  const key = partOf(record, 'masking key');
  const bytes = key ? unmasked(content, kept.subarray(key.start, key.end)) : content;
  return { bytes, isWhole: bytes.length === record.sizes.payload };
}

function startOfContent(record: WireRecord): number {
  if (record.kind === 'chunk') return partOf(record, 'chunk size')?.end ?? 0;
  // A frame is its header and its payload (RFC 6455 §5.2).
  return record.kind === 'frame' ? record.sizes.framing : 0;
}

/** RFC 6455 §5.3. */
function unmasked(payload: Uint8Array, key: Uint8Array): Uint8Array {
  return payload.map((byte, index) => byte ^ (key[index % 4] ?? 0));
}

export function partOf(record: WireRecord, name: string): WireRecord['parts'][number] | undefined {
  return record.parts.find((part) => part.name === name);
}

/** HTTP/2: nothing more comes on its stream in this direction (RFC 9113 §8.1). */
export function endsStream(record: WireRecord): boolean {
  return record.stream !== undefined && partOf(record, 'END_STREAM') !== undefined;
}

/**
 * The fields of a request's or an answer's head, by their names in lower case. HTTP/2's pseudo-headers are none of them
 * (RFC 9113 §8.3), apart from `:authority`, which stands for `host`.
 */
export function fieldsOf(record: WireRecord): ReadonlyMap<string, string> {
  const others = ['request line', 'status line', 'empty line', 'END_STREAM'];
  const fields = new Map<string, string>();
  for (const { name, value = '' } of record.parts) {
    if (name === ':authority') fields.set('host', value);
    else if (!name.startsWith(':') && !others.includes(name)) fields.set(name, value);
  }
  return fields;
}

/** Undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
