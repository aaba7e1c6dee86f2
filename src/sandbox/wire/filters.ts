/** Which records are shown. Browser-safe. */
import type { Direction, RecordKind, WireRecord } from '../../../sandbox-server/wire/record.ts';

export const kindGroups = {
  heads: ['request-head', 'response-head', 'headers'],
  content: ['chunk', 'body', 'data'],
  frames: ['frame'],
  ends: ['closed', 'reset', 'goaway', 'incomplete'],
} as const satisfies Record<string, readonly RecordKind[]>;

export type KindGroup = keyof typeof kindGroups;

export interface Filter {
  connection: number | undefined;
  direction: Direction | undefined;
  kind: KindGroup | undefined;
  /** Found in the summary and in the meaning of the parts, whatever its case. */
  text: string;
}

export const everything: Filter = {
  connection: undefined,
  direction: undefined,
  kind: undefined,
  text: '',
};

export function isEverything({ connection, direction, kind, text }: Filter): boolean {
  return (
    connection === undefined && direction === undefined && kind === undefined && text.trim() === ''
  );
}

/** The same array when nothing is filtered out by it. */
export function filterRecords(
  records: readonly WireRecord[],
  filter: Filter,
): readonly WireRecord[] {
  if (isEverything(filter)) return records;
  const { connection, direction, kind } = filter;
  const kinds: readonly RecordKind[] | undefined = kind && kindGroups[kind];
  const text = filter.text.trim().toLowerCase();
  return records.filter(
    (record) =>
      // What is not known may be anything.
      record.kind === 'gap' ||
      ((connection === undefined || record.connection === connection) &&
        (direction === undefined || record.direction === direction) &&
        (kinds?.includes(record.kind) ?? true) &&
        (text === '' || says(record, text))),
  );
}

function says({ summary, parts }: WireRecord, text: string): boolean {
  const contains = (part: string | undefined) => part?.toLowerCase().includes(text) ?? false;
  return contains(summary) || parts.some(({ name, value }) => contains(name) || contains(value));
}
