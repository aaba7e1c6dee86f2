// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

const said = z.strictObject({
  /** Up to 4,000 characters. */
  text: z.string().max(4000),
});

export const echo = defineContract({
  name: 'echo',
  summary: 'Says back what it is told, to everyone who follows.',
  join: 'nothing',
  params: z.strictObject({}),
  events: { said },
  messages: { say: said },
});
