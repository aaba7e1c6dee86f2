/** What a fault that happens at a moment has done, in a sentence for the reader. Browser-safe. */
import type { FaultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { isReset } from '../wire/lanes.ts';
import { countOf } from '../wire/wording.ts';
import { faultNames } from './fault-names.ts';

/**
 * @param since What was recorded since it was asked for; undefined when that is not known.
 * @returns Empty for faults that go on.
 */
export function sayStruck(request: FaultRequest, since: readonly WireRecord[] | undefined): string {
  const done = doneBy(request, since);
  return done && `${faultNames[request.fault]}: ${done}.`;
}

function doneBy(request: FaultRequest, since: readonly WireRecord[] | undefined): string {
  switch (request.fault) {
    case 'cut':
      // Those that are closed in order wait for the client, and may not be on record yet.
      return request.by === 'fin' ? 'every connection is closed' : resetsAmong(since);
    case 'truncate':
      return 'what each client is sent next stops halfway';
    case 'restart':
      return 'every connection is closed, and for a while nobody answers';
    default:
      return '';
  }
}

function resetsAmong(since: readonly WireRecord[] | undefined): string {
  if (!since) return 'every connection was reset';
  const connections = since.filter((one) => isReset(one) && one.summary.startsWith('server'));
  // Over HTTP/2 the connection stays, and its streams are reset.
  const streams = since.filter(({ kind, direction }) => kind === 'reset' && direction === 'down');
  const { length } = streams.length > 0 ? streams : connections;
  if (length === 0) return 'there was no connection to reset';
  const what = countOf(length, streams.length > 0 ? 'stream' : 'connection');
  return `${what} ${length === 1 ? 'was' : 'were'} reset`;
}
