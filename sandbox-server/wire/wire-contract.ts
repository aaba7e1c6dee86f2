// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../contract.ts';
import { type ActiveFault, faultRequest } from './fault-requests.ts';
import type { WireRecord } from './record.ts';

/** What is done to a space and seen of it: followed on the site origin by the workbench, and with `curl -N`. */
export const wire = defineContract({
  name: 'wire',
  summary: 'What crosses the connections of a space, and the faults that are on in it.',
  join: 'history',
  params: z.strictObject({}),
  events: {
    /** Something that crossed a connection. */
    record: z.custom<WireRecord>(),
    /** The faults that are on, whenever that changes. */
    faults: z.custom<{ active: ActiveFault[] }>(),
    /** All records before this one are gone. */
    cleared: z.strictObject({}),
    /** A mark that somebody asked for. `time` is the server's clock, as records have it. */
    mark: z.strictObject({ name: z.string(), time: z.number() }),
  },
  messages: {
    /** Switches a fault on. */
    fault: faultRequest,
    /** Switches all faults off. */
    calm: z.strictObject({}),
    /** Forgets what was recorded. */
    clear: z.strictObject({}),
    /** Puts a mark among the records: whoever reads it has read all that was recorded before, and knows the server's time. */
    mark: z.strictObject({ name: z.string().min(1).max(64) }),
  },
});
