import type { Transport } from '../job.ts';
import type { Measurement } from '../sections/section.ts';
import { type Summary, summarise } from './statistics.ts';

export const transportNames: Record<Transport, string> = { sse: 'SSE', ws: 'WebSocket' };

/** All rounds of one system on one transport in one setting. */
export interface Rounds {
  system: string;
  valid: readonly Measurement[];
  invalid: readonly Measurement[];
}

/** The rounds of every system that took part, in the order in which they were first measured. */
export function roundsOf(
  measurements: readonly Measurement[],
  transport: Transport,
  setting: string,
): Rounds[] {
  const here = measurements.filter((one) => one.transport === transport && one.setting === setting);
  const names = [...new Set(here.map((one) => one.system))];
  return names.map((system) => {
    const own = here.filter((one) => one.system === system);
    return {
      system,
      valid: own.filter((one) => one.invalid === undefined),
      invalid: own.filter((one) => one.invalid !== undefined),
    };
  });
}

export function summaryOf(rounds: Rounds, value: string): Summary {
  return summarise(rounds.valid.map((one) => one.values[value] ?? Number.NaN));
}

/**
 * One value of two systems as a ratio, taken within each round and only then summarised: what slows
 * the machine for a whole round slows both.
 */
export function pairedRatio(ours: Rounds, theirs: Rounds, value: string): Summary {
  const ratios = ours.valid.flatMap((one) => {
    const other = theirs.valid.find((candidate) => candidate.round === one.round);
    return other ? [(one.values[value] ?? Number.NaN) / (other.values[value] ?? Number.NaN)] : [];
  });
  return summarise(ratios);
}

/** How much more of a value ours has than the other, taken within each round and only then summarised. */
export function pairedDifference(ours: Rounds, theirs: Rounds, value: string): Summary {
  const differences = ours.valid.flatMap((one) => {
    const other = theirs.valid.find((candidate) => candidate.round === one.round);
    return other ? [(one.values[value] ?? Number.NaN) - (other.values[value] ?? Number.NaN)] : [];
  });
  return summarise(differences);
}

/** The one of these whose median is highest. */
export function best(candidates: readonly Rounds[], value: string): Rounds | undefined {
  return candidates
    .filter((rounds) => rounds.valid.length > 0)
    .toSorted((a, b) => summaryOf(b, value).median - summaryOf(a, value).median)[0];
}

/** A sentence for every measurement that does not count. */
export function invalidLines(rounds: readonly Rounds[]): string[] {
  return rounds.flatMap(({ system, invalid }) =>
    invalid.map((one) => `INVALID  ${system}, round ${one.round}: ${one.invalid}`),
  );
}
