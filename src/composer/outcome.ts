/** What the browser did with a composition. Browser-safe. */

export interface Dispatched {
  type: string;
  data: string;
  lastEventId: string;
}

/** Something that an `EventSource` let the page see, with the milliseconds since it was made. */
export type Observation =
  | { kind: 'open'; at: number }
  | { kind: 'event'; at: number; event: Dispatched }
  /** The stream ended or never came; `reconnecting` is false when the browser gave up. */
  | { kind: 'error'; at: number; reconnecting: boolean }
  /** The second connection was opened. */
  | { kind: 'reopened'; at: number; lastEventId: SentEventId };

/** What a request carried as `Last-Event-ID`: null for no such header, undefined if it was not seen. */
export type SentEventId = string | null | undefined;

export interface Outcome {
  events: Dispatched[];
  /** Milliseconds from the end of the stream until the browser had connected again. */
  wait: number | undefined;
  /** What the second request carried. */
  sent: SentEventId;
}

/** The first connection's events, and how the second came about. */
export function outcomeOf(observations: Observation[]): Outcome {
  const outcome: Outcome = { events: [], wait: undefined, sent: undefined };
  let endedAt = 0;
  for (const observation of observations) {
    if (observation.kind === 'event') outcome.events.push(observation.event);
    if (observation.kind === 'error') endedAt = observation.at;
    if (observation.kind === 'reopened') {
      outcome.wait = observation.at - endedAt;
      outcome.sent = observation.lastEventId;
    }
  }
  return outcome;
}
