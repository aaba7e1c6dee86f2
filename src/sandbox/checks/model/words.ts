/** Exchanges in words, for failures. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import type { Connection } from '../../../runner/protocol.ts';
import { countOf } from '../../wire/wording.ts';
import type { Exchange } from '../exchange.ts';

type Described = Pick<
  Exchange,
  'method' | 'path' | 'query' | 'transport' | 'status' | 'events' | 'sent' | 'closed' | 'record'
>;

/** How many exchanges a failure lists. */
const listed = 4;
/** How many names of events it lists. */
const named = 6;

/** `GET sse/clock?every=500`; of a WebSocket `ws/clock`. */
export function nameOfExchange({ method, path, query, transport }: Described): string {
  const target = query.size > 0 ? `${path}?${query}` : path;
  return transport === 'ws' ? target : `${method} ${target}`;
}

/** What happened in it: `GET sse/clock: 200, 3 events (tick, tick, tick), reset by the server`. */
export function describeExchange(exchange: Described): string {
  const { status, events, sent, closed } = exchange;
  const facts = [
    status === undefined ? 'no answer' : String(status),
    events.length > 0 && `${countOf(events.length, 'event')} (${namesOf(events)})`,
    events.length === 0 && status !== undefined && status < 300 && 'no event',
    sent.length > 0 && `${countOf(sent.length, 'message')} from the client`,
    closed === undefined ? 'still open' : endingOf(closed),
  ];
  return `${nameOfExchange(exchange)}: ${facts.filter(Boolean).join(', ')}`;
}

export function describeExchanges(exchanges: readonly Described[]): string {
  if (exchanges.length === 0) return 'no request at all';
  const more = exchanges.length - listed;
  const newest = exchanges.slice(-listed).map(describeExchange).join('; ');
  return more > 0 ? `${countOf(more, 'earlier request')}, then ${newest}` : newest;
}

/** The ends and beginnings of what `describeExchanges` tells of, newest first. */
export function recordsOf(exchanges: readonly Described[]): (WireRecord | undefined)[] {
  return exchanges
    .slice(-listed)
    .flatMap(({ record, closed }) => [record, closed?.record])
    .reverse();
}

/** A connection as the browser sees it: `sse/clock open`. */
export function nameOfConnection({ url, state }: Connection): string {
  return `${url.replace(/^.*\/s\/[^/]+\//, '')} ${state}`;
}

function namesOf(events: Described['events']): string {
  const names = events.slice(-named).map(({ event }) => event);
  return `${events.length > named ? '…, ' : ''}${names.join(', ')}`;
}

function endingOf({ by, wasReset, code }: NonNullable<Described['closed']>): string {
  if (by === 'complete') return 'complete';
  const how = wasReset ? 'reset' : 'closed';
  return code === undefined ? `${how} by the ${by}` : `closed by the ${by} with code ${code}`;
}
