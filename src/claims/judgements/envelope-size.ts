// Browser-safe: pure.
import type { Finding, Readings } from '../laboratory/experiment.ts';

type Name =
  | 'web-socket'
  | 'data-only'
  | 'with-id-and-event'
  | 'better-sse'
  | 'chunk'
  | 'topic-sse'
  | 'topic-web-socket';

/** A bare message is smaller than any event; with an id and a name of its own it is not. */
export function judgeEnvelopes(readings: readonly Readings<Name>[]): Finding {
  const isBareSmallest = readings.every(
    (reading) =>
      reading['web-socket'] < reading['data-only'] &&
      reading['data-only'] < reading['with-id-and-event'] &&
      reading['with-id-and-event'] < reading['better-sse'],
  );
  if (!isBareSmallest) {
    return { outcome: 'differs', text: 'A bare WebSocket message was not the smallest here.' };
  }
  const isEnvelopeSmaller = readings.some(
    (reading) => reading['topic-web-socket'] < reading['topic-sse'],
  );
  return {
    outcome: 'agrees',
    text: isEnvelopeSmaller
      ? 'A bare WebSocket message is the smallest, and stays smaller when it carries an id and an event name as JSON.'
      : 'A bare WebSocket message is the smallest. With an id, an event name and a time as JSON it is no smaller than the event.',
  };
}
