import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Impairment } from './impairment.ts';
import { SocketLink } from './socket-link.ts';
import { StreamLink } from './stream-link.ts';

/**
 * What carries a space's traffic: a TCP connection of HTTP/1.1, or one stream of HTTP/2, because a browser has a single
 * HTTP/2 connection to an origin for all of its tabs, and so for many spaces.
 */
export type Carrier = Socket | ServerHttp2Stream;

/** Stands between a carrier and what uses it; can watch and misbehave. */
export interface Link {
  /** It is closed on both sides, or about to be. */
  readonly isGone: boolean;
  /** What the path does from now on; called again whenever that has changed. */
  impair(impairment: () => Impairment): void;
  /** Whether the next bytes towards the client stop halfway, and it ends. */
  truncate(isOn: boolean): void;
  /** A response is complete: a proxy that waits for more of it waits no longer. */
  handOn(): void;
}

export function carrierOf(request: IncomingMessage): Carrier {
  // Node's compatibility API gives the stream, and a socket that pretends to be one.
  return 'stream' in request ? (request.stream as ServerHttp2Stream) : request.socket;
}

/** The same of an answer, also when it has been sent and has let go of its socket. */
export function carrierOfAnswer(response: ServerResponse): Carrier {
  return 'stream' in response ? (response.stream as ServerHttp2Stream) : response.req.socket;
}

export function isStream(carrier: Carrier): carrier is ServerHttp2Stream {
  return 'rstCode' in carrier;
}

/**
 * Resolves when a request has got through an impaired path, and never if its client goes away before that; null when
 * nothing is in its way. Whose it is can only be read off its head, which has come by then.
 */
export function arrivalOf(carrier: Carrier): Promise<void> | null {
  return findLink(carrier)?.arrival() ?? null;
}

/** The carrier's link, put on it at the first call. */
export function linkOf(carrier: Carrier, clock: Clock): SocketLink | StreamLink {
  return isStream(carrier) ? StreamLink.of(carrier, clock) : SocketLink.of(carrier, clock);
}

/** The carrier's link, if one was put on it. */
export function findLink(carrier: Carrier): SocketLink | StreamLink | undefined {
  return isStream(carrier) ? StreamLink.find(carrier) : SocketLink.find(carrier);
}
