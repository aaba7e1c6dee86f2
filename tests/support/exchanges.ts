/** What a check sees of the requests of a space, read off its wire. */
import type { Exchange } from '../../src/sandbox/checks/exchange.ts';
import { ExchangeLog } from '../../src/sandbox/checks/model/exchange-log.ts';
import type { LiveServer, Space } from './live-server.ts';
import { WireFollowing } from './wire.ts';

/** Follows the wire of a space, once nobody follows anything any more. */
export async function watch(server: LiveServer, space: Space): Promise<WireFollowing> {
  await server.untilOpen({});
  return WireFollowing.of(server, space);
}

/** The exchanges so far, as soon as they fit. */
export async function exchangesOf(
  wire: WireFollowing,
  fits: (exchanges: readonly Exchange[]) => boolean,
): Promise<readonly Exchange[]> {
  const log = new ExchangeLog(() => new Promise(() => {}));
  let taken = 0;
  await wire.record(() => {
    for (const record of wire.records.slice(taken)) log.take(record);
    taken = wire.records.length;
    return fits(log.exchanges);
  });
  return log.exchanges;
}

/** What its events say, apart from times and records. */
export function said({ events }: Exchange) {
  return events.map(({ id, event, data }) => ({ id, event, data }));
}

/** What belongs to a connection of HTTP/1.1, or to the moment. */
const left = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date', 'host', 'x-asked']);
const fieldsOf = (fields: ReadonlyMap<string, string>) =>
  Object.fromEntries([...fields].filter(([name]) => !left.has(name)));

/** All of an exchange that a check can see, apart from times and what depends on them, and records. */
export function shown(exchange: Exchange) {
  const { transport, topic, method, path, query, status, body } = exchange;
  const { lastEventId, comments, sent, retry, closed } = exchange;
  const all = {
    asked: { transport, topic, method, path, query: query.toString() },
    headers: fieldsOf(exchange.headers),
    status,
    responseHeaders: fieldsOf(exchange.responseHeaders),
    events: said(exchange),
    comments: comments.map(({ text }) => text),
    sent: sent.map(({ text, json }) => ({ text, json })),
    body,
    lastEventId,
    hasRetry: retry !== undefined,
    by: closed?.by,
  };
  // Every topic counts from an epoch of its own.
  return JSON.parse(JSON.stringify(all).replace(/[0-9a-z]+-(?=\d+\\?")/g, 'e-')) as typeof all;
}
