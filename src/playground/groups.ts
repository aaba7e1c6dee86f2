// Browser-safe: plain data.
import { transportNames } from '../components/transports.ts';

/** What starting points are listed under: a transport, or several at once. */
export const groups = [...transportNames, 'both'] as const;

export type Group = (typeof groups)[number];
