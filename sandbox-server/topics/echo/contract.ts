// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

const said = z.strictObject({
  /** Up to 100,000 characters, and no more than a message may have bytes. */
  text: z.string().max(100_000),
});

export const echo = defineContract({
  name: 'echo',
  summary: 'Says back what it is told, to everyone who follows.',
  join: 'nothing',
  params: z.strictObject({}),
  events: { said },
  messages: { say: said },
});
