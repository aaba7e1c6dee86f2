/** A check's failure as the panel shows it. Browser-safe. */
import { nameOf } from '../../description.ts';
import { relativeTime, shortened } from '../../wire/wording.ts';
import { CheckFailure } from '../failure.ts';
import type { Failure } from '../results.ts';
import type { Laboratory } from './laboratory.ts';

/** How many records a failure points to. */
const most = 4;

/** @param error A `CheckFailure`; anything else is a fault of the check itself, and is told as one. */
export function reportOf(error: unknown, { control, run }: Laboratory): Failure {
  if (!(error instanceof CheckFailure)) {
    const seen = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { expected: 'the check itself to work', seen, records: [] };
  }
  const { expected, seen, records } = error;
  const first = control.snapshot().records[0]?.time ?? records[0]?.time ?? 0;
  const note = noteOf(run);
  return {
    expected,
    seen,
    ...(note !== undefined && !seen.includes(note) && { note: `The console says: ${note}` }),
    // Those that say most, in the order in which they came.
    records: [...new Set(records)]
      .slice(0, most)
      .sort((one, other) => one.number - other.number)
      .map((record) => ({
        number: record.number,
        time: relativeTime(record.time, first),
        direction: record.direction,
        summary: shortened(record),
      })),
  };
}

/** An error in the code may be why something did not come. */
function noteOf(run: Laboratory['run']): string | undefined {
  const { lines, problem } = run.state();
  const error = lines.findLast((line) => line.error)?.error;
  if (!error) return problem?.message;
  const place = error.path && error.line ? ` (${nameOf(error.path)}, line ${error.line})` : '';
  return `${error.message}${place}`;
}
