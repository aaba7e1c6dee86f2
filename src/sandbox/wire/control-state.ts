/** What the control channel has brought so far, as a function of what came. Browser-safe. */
import type { ActiveFault } from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

/** `idle`: nobody looks, so nothing is followed. `lost`: it was open or could not be opened, and is tried again. */
export type ControlState = 'idle' | 'connecting' | 'open' | 'lost';

export interface ControlSnapshot {
  state: ControlState;
  /** In the order in which they came. */
  records: readonly WireRecord[];
  /** How many of the oldest were dropped. */
  dropped: number;
  /** Number of the record that the first should follow; undefined when any may be the first. */
  after: number | undefined;
  active: readonly ActiveFault[];
}

export type ControlEvent =
  | { type: 'state'; state: ControlState }
  | { type: 'record'; record: WireRecord }
  | { type: 'faults'; active: readonly ActiveFault[] }
  | { type: 'cleared' }
  /** What comes from now on is of another space. */
  | { type: 'another-space' };

/** How many records a tab keeps. */
export const maximumRecords = 20_000;

export const nothingFollowed: ControlSnapshot = {
  state: 'idle',
  records: [],
  dropped: 0,
  after: 0,
  active: [],
};

/** All at once: a flood of records is copied once for each frame, not once for each record. */
export function reduceControl(
  before: ControlSnapshot,
  events: readonly ControlEvent[],
  maximum = maximumRecords,
): ControlSnapshot {
  let { state, records, dropped, after, active } = before;
  let added: WireRecord[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'record':
        added.push(event.record);
        break;
      case 'state':
        state = event.state;
        // Nobody says any more when they end.
        if (state === 'idle') active = [];
        break;
      case 'faults':
        active = event.active;
        break;
      case 'another-space':
        active = [];
        [records, added, dropped, after] = [[], [], 0, 0];
        break;
      case 'cleared':
        [records, added, dropped, after] = [[], [], 0, undefined];
        break;
    }
  }
  if (added.length > 0) {
    const all = records.concat(added);
    const excess = Math.max(0, all.length - maximum);
    records = excess > 0 ? all.slice(excess) : all;
    dropped += excess;
  }
  return { state, records, dropped, after, active };
}
