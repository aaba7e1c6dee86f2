import type { Transport } from '../job.ts';
import type { Measurement, SectionResult, Verdict } from '../sections/section.ts';
import { names } from '../systems/index.ts';
import { invalidLines, roundsOf, summaryOf, transportNames } from './rounds.ts';
import { shown, table } from './table.ts';

const kilobyte = 1024;
/** The most that one of our idle connections may take, in kilobytes. */
const allowed: Record<Transport, number> = { sse: 24, ws: 12 };

export function memoryReport(measurements: readonly Measurement[]): SectionResult {
  const parts: string[] = [];
  const verdicts: Verdict[] = [];
  const header = ['', 'KB a connection', 'rounds', 'server before, MB', 'with them, MB'];
  for (const setting of new Set(measurements.map((one) => one.setting))) {
    for (const transport of ['sse', 'ws'] as const) {
      const rounds = roundsOf(measurements, transport, setting);
      if (rounds.length === 0) continue;
      const rows = rounds
        .filter(({ valid }) => valid.length > 0)
        .map((one) => {
          const { median, min, max } = summaryOf(one, 'perConnection');
          return [
            one.system,
            shown(median / kilobyte, 1),
            `${shown(min / kilobyte, 1)} to ${shown(max / kilobyte, 1)}`,
            shown(summaryOf(one, 'before').median / kilobyte ** 2, 1),
            shown(summaryOf(one, 'after').median / kilobyte ** 2, 1),
          ];
        });
      const place = `${transportNames[transport]}, ${setting}`;
      parts.push(`Memory, ${place}`, table(header, rows), ...invalidLines(rounds), '');
      const ours = rounds.find(({ system }) => system === names.ours);
      if (!ours) continue;
      const size = summaryOf(ours, 'perConnection').median / kilobyte;
      verdicts.push({
        met: size <= allowed[transport] && ours.invalid.length === 0,
        sentence: `${place}: ${shown(size, 1)} KB each, at most ${allowed[transport]} KB allowed`,
      });
    }
  }
  return { measurements, text: parts.join('\n'), verdicts };
}
