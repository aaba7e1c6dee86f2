import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pass } from './admission.ts';
import type { Clock } from './clock.ts';
import type { Metrics } from './metrics.ts';
import type { Options } from './options.ts';
import type { RunningTopic } from './running-topic.ts';

/** What every transport may use of the server. */
export interface Service {
  readonly options: Options;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

/** One admitted request for a topic. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pass: Pass;
  readonly topic: RunningTopic;
  readonly query: URLSearchParams;
  readonly service: Service;
}

/** The value of a header that must not be given twice. */
export function singleHeader(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
