/** Where records are missing: numbers tell, because the server counts them without a break. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { countOf } from './wording.ts';

/**
 * The records, and one of kind `gap` wherever some are missing; the same array when none are.
 * @param after Number of the record that the first should follow; undefined when any may be the first.
 */
export function withGaps(
  records: readonly WireRecord[],
  after: number | undefined,
): readonly WireRecord[] {
  const [first] = records;
  if (first === undefined) return records;
  let previous = after ?? first.number - 1;
  const marked: WireRecord[] = [];
  for (const record of records) {
    const missing = record.number - previous - 1;
    if (missing > 0) marked.push(gapBefore(record, missing));
    marked.push(record);
    previous = record.number;
  }
  return marked.length === records.length ? records : marked;
}

function gapBefore({ number, time }: WireRecord, missing: number): WireRecord {
  return {
    // Between those beside it, so that it is like no other.
    number: number - 0.5,
    connection: 0,
    time,
    direction: 'down',
    kind: 'gap',
    summary: `${countOf(missing, 'record')} ${missing === 1 ? 'was' : 'were'} not kept`,
    bytes: '',
    size: 0,
    parts: [],
    sizes: { payload: 0, framing: 0 },
  };
}

/** Without the marks, which are no records. */
export function withoutMarks(records: readonly WireRecord[]): readonly WireRecord[] {
  return records.filter(({ number }) => Number.isInteger(number));
}
