// Browser-safe: pure.
import type { Finding, Readings } from '../laboratory/experiment.ts';
import { median } from '../laboratory/statistics.ts';

/** How many times later the first event must come to be called held back. */
const heldBack = 3;

export function judgeBuffering(
  readings: readonly Readings<'direct' | 'buffered' | 'burst' | 'web-socket'>[],
): Finding {
  const of = (name: 'direct' | 'buffered' | 'burst' | 'web-socket') =>
    median(readings.map((reading) => reading[name]));
  if (of('buffered') < heldBack * of('direct') || of('burst') < heldBack) {
    return { outcome: 'differs', text: 'The proxy did not hold the stream back here.' };
  }
  if (of('web-socket') * heldBack > of('buffered')) {
    return { outcome: 'differs', text: 'Here the proxy held the WebSocket back too.' };
  }
  const times = Math.round(of('buffered') / of('direct'));
  return {
    outcome: 'agrees',
    text: `Behind the proxy the first event came ${times} times later, in a burst, and no error was heard. The WebSocket was not held back.`,
  };
}
