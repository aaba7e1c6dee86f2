/** Why a check has failed, in words for the reader. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  /** Completes the sentence "Expected …". */
  readonly expected: string;
  /** Completes the sentence "Seen: …". */
  readonly seen: string;
  /** What it is about, first the record that says most. */
  readonly records: readonly WireRecord[];

  constructor(expected: string, seen: string, records: readonly (WireRecord | undefined)[] = []) {
    super(`Expected ${expected}. Seen: ${seen}.`);
    this.expected = expected;
    this.seen = seen;
    this.records = records.filter((record) => record !== undefined);
  }
}
