// Browser-safe: pure functions of what crossed the wire.
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

/** The heads of requests, in order. */
export function requestHeads(records: readonly WireRecord[]): WireRecord[] {
  return records.filter(({ kind }) => kind === 'request-head');
}

/** Milliseconds from the end of each response whose body has come to its end to the next request, by the server's clock. */
export function gapsOf(records: readonly WireRecord[]): number[] {
  const gaps: number[] = [];
  let ended: number | undefined;
  for (const { kind, summary, time } of records) {
    if (kind === 'chunk' && summary === 'last chunk') ended = time;
    if (kind === 'request-head' && ended !== undefined) {
      gaps.push(time - ended);
      ended = undefined;
    }
  }
  return gaps;
}
