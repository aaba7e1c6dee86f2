/** What the connection counter says. Browser-safe. */
import { type TransportName, transportNames } from '../../components/transports.ts';
import type { Connection } from '../../runner/protocol.ts';

/** `request`: a `fetch` that follows no topic. */
export type Counted = TransportName | 'request';

const order: readonly Counted[] = [...transportNames, 'request'];

export interface OpenConnections {
  open: number;
  /** Being opened, or being opened again after a break. */
  connecting: number;
  /** Requests without an answer yet, as a long poll until there is news. */
  waiting: number;
  /** Only transports that have open connections, in a fixed order. */
  byTransport: { transport: Counted; count: number }[];
}

export function countOpen(connections: readonly Connection[]): OpenConnections {
  const open = connections.filter(({ state }) => state === 'open').map(transportOf);
  const unanswered = connections.filter(({ state }) => state === 'connecting');
  const waiting = unanswered.filter(({ kind }) => kind === 'fetch').length;
  return {
    open: open.length,
    connecting: unanswered.length - waiting,
    waiting,
    byTransport: order
      .map((transport) => ({
        transport,
        count: open.filter((candidate) => candidate === transport).length,
      }))
      .filter(({ count }) => count > 0),
  };
}

/** A `fetch` is known by its endpoint in the reader's space: `…/s/<id>/long-poll/ticker`. */
function transportOf({ kind, url }: Connection): Counted {
  if (kind === 'event-source') return 'sse';
  if (kind === 'web-socket') return 'ws';
  const endpoint = /\/s\/[^/]+\/([^/?#]+)/.exec(url)?.[1];
  if (endpoint === 'sse' || endpoint === 'compose') return 'sse';
  return endpoint === 'long-poll' || endpoint === 'poll' ? endpoint : 'request';
}
