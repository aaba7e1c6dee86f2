import type { Join } from './contract.ts';
import { parseEventId } from './event-id.ts';
import type { LogSlice } from './logs/log.ts';
import { Refusal } from './refusal.ts';

/** Where a client wants to continue: it has no position, wants all that is kept, or has seen an event. */
export type Cursor = { kind: 'none' } | { kind: 'earliest' } | { kind: 'after'; id: string };

/**
 * Reads the cursor of a request. `Last-Event-ID` (HTML standard §9.2.4) wins over `?after=`, because an `EventSource`
 * repeats its first URL when it reconnects. A header that no server of ours gave out is answered by a gap, since a
 * refusal would end an `EventSource` for good; in the URL it is refused.
 */
export function readCursor(lastEventId: string | undefined, after: string | undefined): Cursor {
  if (lastEventId !== undefined && lastEventId !== '') return { kind: 'after', id: lastEventId };
  if (after === undefined) return { kind: 'none' };
  if (after === 'earliest') return { kind: 'earliest' };
  if (parseEventId(after) === null) {
    throw new Refusal(
      'bad-request',
      '"after" is not an event id.',
      'Give the id of the last event that you have seen, or "earliest" for all that is kept.',
    );
  }
  return { kind: 'after', id: after };
}

/** Why a client cannot be given all that it missed. */
export type GapReason = 'history-gone' | 'other-epoch';

/** The number after which a client continues, and whether that leaves a hole. */
export interface Start {
  after: number;
  gap: GapReason | null;
}

/** Never skips ahead silently: a client that asks for what is gone continues with the oldest that is kept, and is told. */
export function resolveCursor(cursor: Cursor, join: Join, epoch: string, slice: LogSlice): Start {
  const beginning = slice.oldest - 1;
  if (cursor.kind === 'earliest') return { after: beginning, gap: null };
  if (cursor.kind === 'none') {
    if (join === 'history') return { after: beginning, gap: null };
    return {
      after: join === 'latest' ? Math.max(beginning, slice.head - 1) : slice.head,
      gap: null,
    };
  }
  const id = parseEventId(cursor.id);
  if (id === null || id.epoch !== epoch || id.number > slice.head) {
    return { after: beginning, gap: 'other-epoch' };
  }
  if (id.number < beginning) return { after: beginning, gap: 'history-gone' };
  return { after: id.number, gap: null };
}
