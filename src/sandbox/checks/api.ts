/**
 * What a lesson's `checks.ts` is written with, and all of this project that it imports. Browser-safe.
 *
 * A check judges what the reader's code does (on the wire, in the console, on its page), never how it is written.
 * It starts the run, breaks the network, awaits what must follow, and says in words what it waits for:
 *
 * ```ts
 * export default {
 *   heal: [
 *     check('comes back by itself after a cut', async ({ run, wire, faults, expect }) => {
 *       await run.start();
 *       const first = await wire.exchange('a WebSocket that follows the clock', { transport: 'ws' });
 *       await first.event('its third tick', (_event, index) => index === 2);
 *       await faults.switchOn({ fault: 'cut' });
 *       const second = await wire.exchange('another one', { transport: 'ws', after: first });
 *       expect(second.query.get('after'), 'the id in ?after=', { seen: second.record })
 *         .isOneOf(first.possibleCursors);
 *     }),
 *   ],
 * } satisfies Checks;
 * ```
 */
import type { Tools, WatchTools } from './tools.ts';

export type { WireRecord } from '../../../sandbox-server/wire/record.ts';
export type {
  Ending,
  Exchange,
  ExchangeFilter,
  ExchangeTransport,
  Frame,
  Patience,
  SentMessage,
  WireEvent,
} from './exchange.ts';
export type { Demands, Evidence, Expect, Tolerance } from './expect.ts';
export type {
  ConsoleLine,
  ConsoleTools,
  Fault,
  FaultTools,
  PagePatience,
  PageTools,
  RunTools,
  Tools,
  WatchTools,
  WireTools,
} from './tools.ts';

/** One thing that must be true of the reader's code. */
export interface Check {
  /** What must be true, as the Checks panel lists it: `comes back by itself after a cut`. */
  readonly words: string;
  /** Resolves when it is true. Throws when it is not: the tools do, in words for the reader. */
  readonly judge: (tools: Tools) => Promise<void>;
}

/** What a reader's own run shows about a prediction. */
export interface Outcome {
  /** The sandbox whose next run is watched; undefined in a lesson whose sandbox has no part. */
  readonly part: string | undefined;
  /** Resolves to the key of one of the choices of `<Predict>`, or to undefined when the run shows none of them. */
  readonly watch: (tools: WatchTools) => Promise<string | undefined>;
}

/** The default export of `checks.ts`: the checks of each part that has some, or of the one sandbox without a part. */
export type Checks = readonly Check[] | Readonly<Record<string, readonly Check[]>>;

/** `export const outcomes`: one for each `<Predict>` that the run answers, by its id. */
export type Outcomes = Readonly<Record<string, Outcome>>;

export function check(words: string, judge: Check['judge']): Check {
  return { words, judge };
}

export function outcome(part: string | undefined, watch: Outcome['watch']): Outcome {
  return { part, watch };
}
