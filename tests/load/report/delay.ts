import type { Measurement, SectionResult } from '../sections/section.ts';
import { names } from '../systems/index.ts';
import {
  invalidLines,
  pairedRatio,
  type Rounds,
  roundsOf,
  summaryOf,
  transportNames,
} from './rounds.ts';
import { shown, table } from './table.ts';

function row(rounds: Rounds, ours: Rounds | undefined): string[] {
  const { median, min, max } = summaryOf(rounds, 'p99');
  return [
    rounds.system,
    shown(median, 2),
    `${shown(min, 2)} to ${shown(max, 2)}`,
    ours && ours !== rounds ? shown(pairedRatio(ours, rounds, 'p99').median, 2) : '',
    shown(summaryOf(rounds, 'median').median, 2),
    shown(summaryOf(rounds, 'max').median, 2),
    shown(summaryOf(rounds, 'coresBusy').median, 2),
  ];
}

/** Delays are shown and compared; no limit is set on them. */
export function delayReport(measurements: readonly Measurement[]): SectionResult {
  const parts: string[] = [];
  const header = [
    '',
    'p99 ms',
    'rounds',
    'ours / it',
    'median ms',
    'longest ms',
    'cores busy, all processes',
  ];
  for (const setting of new Set(measurements.map((one) => one.setting))) {
    for (const transport of ['sse', 'ws'] as const) {
      const rounds = roundsOf(measurements, transport, setting);
      if (rounds.length === 0) continue;
      const ours = rounds.find(({ system }) => system === names.ours);
      const valid = rounds.filter(({ valid }) => valid.length > 0);
      parts.push(
        `Delay from publish to arrival, ${transportNames[transport]}, ${setting}`,
        table(
          header,
          valid.map((one) => row(one, ours)),
        ),
        ...invalidLines(rounds),
        '',
      );
    }
  }
  return { measurements, text: parts.join('\n'), verdicts: [] };
}
