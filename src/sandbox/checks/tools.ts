/** What a check is given to work with. Browser-safe. */
import type {
  ActiveFault,
  FaultAsked,
  FaultName,
} from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Connection } from '../../runner/protocol.ts';
import type { Exchange, ExchangeFilter, Patience } from './exchange.ts';
import type { Evidence, Expect } from './expect.ts';

/** The reader's code. */
export interface RunTools {
  /**
   * Runs it afresh: the run before has ended, all faults are off, and `wire`, `console` and `page` show this run alone.
   * Fails the check when the code does not start. A check begins with it, and may do it again.
   * @param settings `random`: what chance gives in this run, as a share of its range from 0 to 1, so that delays which
   * are drawn by lot (`Math.random`, `crypto.getRandomValues`, `crypto.randomUUID`) can be compared; left to chance when
   * left out.
   * `faults`: those that are on before its first request; none when left out.
   */
  start(settings?: { readonly random?: number; readonly faults?: readonly Fault[] }): Promise<void>;
  /** Ends it, and with it all its connections. */
  stop(): Promise<void>;
  /** What the code holds open or has opened, as the browser sees it. */
  readonly connections: readonly Connection[];
  /** Waits until the connections are as they should be. */
  until(
    words: string,
    fits: (connections: readonly Connection[]) => boolean,
    patience?: Patience,
  ): Promise<void>;
}

/** What crossed, as the server's sockets saw it. */
export interface WireTools {
  /**
   * Waits for a request, one that has come already included: the first that fits.
   * @param words What is waited for, as in `another WebSocket`; the failure says so.
   */
  exchange(words: string, filter?: ExchangeFilter, patience?: Patience): Promise<Exchange>;
  /** Those that fit so far, in the order of their requests. */
  exchanges(filter?: ExchangeFilter): readonly Exchange[];
  /** Waits until what crossed is as it should be. Looked at again whenever something crosses. */
  until<Value>(
    words: string,
    look: () => Value | undefined | false,
    patience?: Patience,
  ): Promise<Value>;
  /** Everything that has crossed since the run was started. */
  readonly records: readonly WireRecord[];
  /** The server's clock, in milliseconds since 1970. All that crossed before has been taken in when it resolves. */
  now(): Promise<number>;
  /**
   * Resolves when so many milliseconds have passed by the server's clock, and all that crossed in them has been taken in:
   * for "and nothing more happens". To wait for something, await that.
   */
  passes(milliseconds: number): Promise<void>;
  /** Fails at once when an exchange that fits is there or comes within so many milliseconds by the server's clock. */
  none(words: string, filter: ExchangeFilter, milliseconds: number): Promise<void>;
}

/** A fault with its parameters; what is left out has its default. See `sandbox-server/wire/fault-requests.ts`. */
export type Fault = FaultAsked;

export interface FaultTools {
  /** Resolves when it is on, to the time by the server's clock. */
  switchOn(fault: Fault): Promise<number>;
  /** Switches all off. */
  allOff(): Promise<void>;
  /** Waits until a fault that was given a duration is over. */
  over(fault: FaultName, patience?: Patience): Promise<void>;
  readonly active: readonly ActiveFault[];
}

/** One line of the reader's console. */
export interface ConsoleLine {
  /** `log`, `warn`, `error` and so on; `error` also for an exception that nobody caught. */
  readonly method: string;
  /** As the Console panel shows it. */
  readonly text: string;
  /** How often it came in a row. */
  readonly count: number;
}

export interface ConsoleTools {
  readonly lines: readonly ConsoleLine[];
  /** Waits for a line, one that is there already included. */
  line(
    words: string,
    fits: string | RegExp | ((line: ConsoleLine) => boolean),
    patience?: Patience,
  ): Promise<ConsoleLine>;
}

/** What a wait for something on the page accepts: its limit, the records that the failure points to, and words. */
export interface PagePatience extends Patience, Evidence {
  /** What is waited for, where the selector says too little: `the page to show the gap, with page.gap(reason)`. */
  readonly words?: string;
}

/** The page that the reader's code has made. Text is what an element contains, its white space collapsed; of a field it is its value. */
export interface PageTools {
  /** The text of the first element that fits the selector, undefined when there is none. */
  text(selector: string): Promise<string | undefined>;
  /** The texts of all elements that fit. */
  texts(selector: string): Promise<readonly string[]>;
  /** Waits until an element that fits the selector shows the text, and resolves to all of that element's text. */
  shows(selector: string, text: string | RegExp, patience?: PagePatience): Promise<string>;
  /** Waits for the element and presses it. It is not given the focus. */
  press(selector: string, patience?: PagePatience): Promise<void>;
  /** Waits for the field and replaces what it holds, as if typed. It is not given the focus. */
  type(selector: string, text: string, patience?: PagePatience): Promise<void>;
}

/** What `check` hands to its judge. */
export interface Tools {
  readonly run: RunTools;
  readonly wire: WireTools;
  readonly faults: FaultTools;
  readonly console: ConsoleTools;
  readonly page: PageTools;
  readonly expect: Expect;
}

/** What `outcome` hands to its watcher, who changes nothing: the reader runs, and pulls plugs. Waits have no limit unless told `within`. */
export interface WatchTools {
  readonly run: Pick<RunTools, 'connections' | 'until'>;
  readonly wire: WireTools;
  readonly faults: Pick<FaultTools, 'active' | 'over'>;
  readonly console: ConsoleTools;
  readonly page: Pick<PageTools, 'text' | 'texts' | 'shows'>;
}
