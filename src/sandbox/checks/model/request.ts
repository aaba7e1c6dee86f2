/** What a request asked for. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import { endpointOf } from '../../wire/lanes.ts';
import type { Exchange, ExchangeTransport } from '../exchange.ts';

const transports: ReadonlyMap<string, ExchangeTransport> = new Map([
  ['sse', 'sse'],
  ['ws', 'ws'],
  ['poll', 'poll'],
  ['long-poll', 'long-poll'],
  ['send', 'send'],
  ['compose', 'sse'],
]);

export type Asked = Pick<Exchange, 'transport' | 'topic' | 'method' | 'path' | 'query'>;

export function readRequest({ summary }: WireRecord): Asked {
  const [method = ''] = summary.split(' ');
  const [path = '', query = ''] = endpointOf(summary).split('?');
  const segments = path.split('/');
  return {
    // A preflight asks whether the request may follow; it is none itself (Fetch standard §3.3.1).
    transport: (method !== 'OPTIONS' && transports.get(segments[0] ?? '')) || 'other',
    topic: segments.at(-1) ?? '',
    method,
    path,
    query: new URLSearchParams(query),
  };
}
