// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

export const clock = defineContract({
  name: 'clock',
  summary: "The server's time, at a steady beat.",
  join: 'latest',
  params: z.strictObject({
    /** Milliseconds between two ticks; 1000 unless told otherwise. */
    every: z.coerce.number().int().min(100).max(60_000).default(1000),
  }),
  events: {
    tick: z.strictObject({
      /** Counts from 1. */
      count: z.number().int().positive(),
      /** ISO 8601, in UTC. */
      time: z.iso.datetime(),
    }),
  },
  messages: {},
});
