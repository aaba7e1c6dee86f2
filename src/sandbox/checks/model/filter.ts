/** Which exchanges a filter means. Browser-safe. */
import type { Exchange, ExchangeFilter } from '../exchange.ts';

export function fitsFilter(exchange: Exchange, filter: ExchangeFilter): boolean {
  const { transport, topic, method, path, after, where } = filter;
  if (transport !== undefined && exchange.transport !== transport) return false;
  if (topic !== undefined && exchange.topic !== topic) return false;
  if (method !== undefined && exchange.method !== method) return false;
  if (path !== undefined && exchange.path !== path) return false;
  if (after !== undefined && !isAfter(exchange, after)) return false;
  return where?.(exchange) ?? true;
}

function isAfter(exchange: Exchange, after: Exchange | number): boolean {
  return typeof after === 'number'
    ? exchange.openedAt > after
    : exchange.record.number > after.record.number;
}
