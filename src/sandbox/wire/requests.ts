/** Which records begin a request. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

/** The head of a request: of HTTP/1.1, or the headers that open a stream of HTTP/2. */
export function isRequest({ kind, direction }: WireRecord): boolean {
  return kind === 'request-head' || (kind === 'headers' && direction === 'up');
}
