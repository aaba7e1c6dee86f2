// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';
import { defineContract } from '../../contract.ts';

export const ticker = defineContract({
  name: 'ticker',
  summary: 'Prices of made-up shares, moving at random.',
  join: 'latest',
  params: z.strictObject({
    /** One to eight symbols of one to eight capital letters, separated by commas. */
    symbols: z
      .string()
      .regex(/^[A-Z]{1,8}(,[A-Z]{1,8}){0,7}$/, 'one to eight symbols such as ACME,GLOBEX')
      .default('ACME,GLOBEX,INITECH'),
    /** Events per second, over all symbols together; 1 unless told otherwise. */
    rate: z.coerce.number().min(0.1).max(50).default(1),
  }),
  events: {
    price: z.strictObject({
      symbol: z.string(),
      /** In a made-up currency, with two decimals. */
      price: z.number().positive(),
      /** Against this symbol's previous price. */
      change: z.number(),
    }),
  },
  messages: {},
});
