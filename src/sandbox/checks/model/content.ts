/** The bytes that a record carried for the application. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';

/** Of a chunk or a body, without its framing. Of very long ones only what the record keeps. */
export function contentOf(record: WireRecord): Uint8Array {
  const bytes = Uint8Array.from(atob(record.bytes), (character) => character.charCodeAt(0));
  if (record.kind !== 'chunk') return bytes;
  const start = partOf(record, 'chunk size')?.end ?? 0;
  return bytes.subarray(start, partOf(record, 'end of chunk')?.start ?? start);
}

export function partOf(record: WireRecord, name: string): WireRecord['parts'][number] | undefined {
  return record.parts.find((part) => part.name === name);
}

/** The fields of a request's or an answer's head, by their names in lower case. */
export function fieldsOf(record: WireRecord): ReadonlyMap<string, string> {
  const others = ['request line', 'status line', 'empty line'];
  return new Map(
    record.parts
      .filter(({ name }) => !others.includes(name))
      .map(({ name, value }): [string, string] => [name, value ?? '']),
  );
}

/** Undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
