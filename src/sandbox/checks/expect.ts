/** What a check demands, and the failure when it is not so. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

/** What a demand is about: the records that the failure points to, first the one that says most. */
export interface Evidence {
  readonly seen?: WireRecord | readonly (WireRecord | undefined)[] | undefined;
}

/** How far a duration may be off, in milliseconds. */
export interface Tolerance {
  /** 100 unless told otherwise: timers and clocks are that exact on a busy machine. */
  readonly early?: number;
  /** 2000 unless told otherwise: a busy machine is late, which no reader's code can help. */
  readonly late?: number;
}

/** Each demand throws a `CheckFailure` when it is not met. */
export interface Demands<Value> {
  /** The same value; the same content for arrays and objects. */
  is(expected: Value): void;
  isNot(unexpected: Value): void;
  isOneOf(expected: readonly Value[]): void;
  /** Neither null nor undefined; returns it. */
  exists(): NonNullable<Value>;
  isAtLeast(expected: number): void;
  isAtMost(expected: number): void;
  /** A duration in milliseconds, within the tolerance. */
  isAbout(expected: number, tolerance?: Tolerance): void;
  /** A text that contains this one, or an array that has it. */
  includes(expected: unknown): void;
  matches(expected: RegExp): void;
  /** Anything else. `words` say what is expected, as in `to grow from wait to wait`. */
  satisfies(words: string, fits: (value: Value) => boolean): void;
}

export interface Expect {
  /** @param words What the value is, as in `the id in ?after=`; the failure begins with it. */
  <Value>(value: Value, words: string, evidence?: Evidence): Demands<Value>;
  /** Fails the check: for what no demand says. Both complete the sentences "Expected …" and "Seen: …". */
  fail(expected: string, seen: string, evidence?: Evidence): never;
}
