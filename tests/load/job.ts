/** What the bench asks of its load generator, and what it gets back. All of it crosses a process boundary as JSON. */

export type Transport = 'sse' | 'ws';

/** A place on a server that nobody followed or published to before. */
export interface Channel {
  transport: Transport;
  subscribe: { port: number; path: string };
  publish: {
    port: number;
    path: string;
    /** Put around an event's data to make the request's body. */
    around: readonly [before: string, after: string];
  };
}

interface JobBase {
  channel: Channel;
  /** Connections to open. */
  subscribers: number;
  /** The generator ends itself after this time, in milliseconds. */
  deadline: number;
}

/** Publish as fast as answers come, always with `inFlight` publishes under way. */
export interface FanOutJob extends JobBase {
  kind: 'fanout';
  inFlight: number;
  /** Time of publishing that does not count and time that does, in milliseconds. */
  warmUp: number;
  duration: number;
  /** How long the reader sleeps between its rounds through all sockets, in milliseconds; 0 for never. */
  nap: number;
}

/** Publish on a schedule and measure from publishing to arrival. */
export interface DelayJob extends JobBase {
  kind: 'delay';
  /** Events per second. */
  rate: number;
  /** Number of events, and how many before them do not count. */
  events: number;
  warmUpEvents: number;
}

/** Keep the connections open, silently, until told `release`. */
export interface HoldJob extends JobBase {
  kind: 'hold';
}

export type Job = FanOutJob | DelayJob | HoldJob;

export interface FanOutResult {
  kind: 'fanout';
  published: number;
  deliveries: number;
  /** From the first counted publish to the last arrival, in milliseconds. */
  elapsed: number;
  /** CPU time of the generator's process in that time, in milliseconds. */
  cpu: number;
  /** Share of that time in which the thread that reads had something to do, 0 to 1. */
  readerBusy: number;
}

export interface DelayResult {
  kind: 'delay';
  deliveries: number;
  /** Milliseconds from publishing to arrival. */
  median: number;
  p99: number;
  max: number;
}

export interface HoldResult {
  kind: 'hold';
  /** Connections that were still open at the end. */
  open: number;
}

export type Result = FanOutResult | DelayResult | HoldResult;

/** From the generator to the bench. `started` and `finished` enclose what counts. */
export type Report =
  | { type: 'started' }
  | { type: 'finished' }
  | { type: 'holding' }
  | { type: 'result'; result: Result }
  | { type: 'invalid'; reason: string };
