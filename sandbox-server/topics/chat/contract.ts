// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

/** A name, 1 to 40 characters. Nothing proves it: a space is one reader's own. */
const from = z.string().trim().min(1).max(40);
/** 1 to 4,000 characters. */
const text = z.string().min(1).max(4000);

const said = z.strictObject({ from, text });
const edited = z.strictObject({
  from,
  /** The id of the event `said` that this replaces. */
  message: z.string().max(40),
  text,
});
const typing = z.strictObject({ from });

export const chat = defineContract({
  name: 'chat',
  summary: 'A room in which messages are said, edited and announced by typing.',
  join: 'history',
  params: z.strictObject({
    /** 1 to 40 letters, digits and hyphens; `lobby` unless told otherwise. */
    room: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/, 'letters a to z, digits and hyphens')
      .default('lobby'),
  }),
  events: { said, edited, typing },
  messages: { say: said, edit: edited, typing },
});
