// Browser-safe: pure functions of what crossed the wire, over HTTP/1.1 or HTTP/2.
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { isRequest } from '../../sandbox/wire/requests.ts';

/** The last chunk (RFC 9112 §7.1), or the flag END_STREAM (RFC 9113 §8.1). */
function endsResponse({ kind, direction, summary, parts }: WireRecord): boolean {
  if (direction !== 'down') return false;
  return (
    (kind === 'chunk' && summary === 'last chunk') ||
    (kind === 'data' && parts.some(({ name }) => name === 'END_STREAM'))
  );
}

/** Whether it is a piece of a response's content, such as an event. */
export function isContent({ kind, direction, sizes }: WireRecord): boolean {
  return direction === 'down' && (kind === 'chunk' || kind === 'data') && sizes.payload > 0;
}

/** The heads of requests, in order. */
export function requestHeads(records: readonly WireRecord[]): WireRecord[] {
  return records.filter(isRequest);
}

/** Milliseconds from the end of each response whose body has come to its end to the next request, by the server's clock. */
export function gapsOf(records: readonly WireRecord[]): number[] {
  const gaps: number[] = [];
  let ended: number | undefined;
  for (const record of records) {
    if (endsResponse(record)) ended = record.time;
    if (isRequest(record) && ended !== undefined) {
      gaps.push(record.time - ended);
      ended = undefined;
    }
  }
  return gaps;
}
