// Browser-safe: imports Zod's types and nothing of Node.

import type { z } from 'zod';

/** What a follower without a cursor gets first: nothing, the latest event, or all the history that is kept. */
export type Join = 'nothing' | 'latest' | 'history';

/** What a topic promises, apart from how it behaves: the one source for types, validation and the reference page. */
export interface Contract<
  Params extends z.ZodObject = z.ZodObject,
  Events extends Record<string, z.ZodType> = Record<string, z.ZodType>,
  Messages extends Record<string, z.ZodType> = Record<string, z.ZodType>,
> {
  /** Its name in URLs, as in `sse/<name>`: lower-case letters, digits and hyphens. */
  name: string;
  /** One sentence for the reference page. */
  summary: string;
  join: Join;
  /** The query parameters. Each combination is a topic of its own, with its own log. */
  params: Params;
  /** Server to client, by event name. */
  events: Events;
  /** Client to server, by event name. */
  messages: Messages;
}

/** Gives a contract its precise type and does nothing else. */
export function defineContract<
  Params extends z.ZodObject,
  Events extends Record<string, z.ZodType>,
  Messages extends Record<string, z.ZodType>,
>(contract: Contract<Params, Events, Messages>): Contract<Params, Events, Messages> {
  return contract;
}
