// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

export const progress = defineContract({
  name: 'progress',
  summary: 'A job that is started by a message and followed to its end.',
  join: 'history',
  params: z.strictObject({
    /** The job's name: 1 to 40 letters, digits and hyphens; `report` unless told otherwise. */
    job: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'letters a to z, digits and hyphens')
      .default('report'),
  }),
  events: {
    started: z.strictObject({
      /** How many steps the job will take. */
      of: z.number().int().positive(),
    }),
    step: z.strictObject({
      /** Steps done so far. */
      done: z.number().int().positive(),
      of: z.number().int().positive(),
    }),
    finished: z.strictObject({
      /** Milliseconds from start to end. */
      took: z.number().nonnegative(),
    }),
  },
  messages: {
    /** Starts the job, also again after its end. */
    start: z.strictObject({
      /** 1 to 100; 10 unless told otherwise. */
      steps: z.number().int().min(1).max(100).default(10),
      /** Milliseconds that one step takes; 300 unless told otherwise. */
      stepTime: z.number().int().min(10).max(10_000).default(300),
    }),
  },
});
