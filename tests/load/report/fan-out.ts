import type { Transport } from '../job.ts';
import {
  disturbing,
  type Measurement,
  type SectionResult,
  type Verdict,
} from '../sections/section.ts';
import { names } from '../systems/index.ts';
import {
  best,
  invalidLines,
  pairedRatio,
  type Rounds,
  roundsOf,
  summaryOf,
  transportNames,
} from './rounds.ts';
import { shown, table } from './table.ts';

const rate = 'deliveriesPerSecond';
/** How many times Nchan's deliveries ours must be at least. */
const timesNchan = 1.25;

function row(rounds: Rounds, ours: Rounds | undefined): string[] {
  const { median, min, max } = summaryOf(rounds, rate);
  const ratio = ours && ours !== rounds ? shown(pairedRatio(ours, rounds, rate).median, 2) : '';
  return [
    rounds.system,
    shown(median),
    `${shown(min)} to ${shown(max)}`,
    ratio,
    shown(summaryOf(rounds, 'serverCores').median, 2),
    shown(summaryOf(rounds, 'generatorCores').median, 2),
    `${shown(summaryOf(rounds, 'readerBusy').median * 100)}%`,
    shown(summaryOf(rounds, 'otherCores').median, 2),
  ];
}

function verdict(place: string, ours: Rounds, theirs: Rounds, required: number): Verdict {
  const { median, min, max } = pairedRatio(ours, theirs, rate);
  return {
    met: median >= required && ours.invalid.length === 0,
    sentence:
      `${place}: ${shown(median, 2)} times ${theirs.system} (rounds ${shown(min, 2)} to ${shown(max, 2)}), ` +
      `at least ${required} required`,
  };
}

/** What must hold on this transport, as far as both sides were measured. */
function verdicts(place: string, transport: Transport, all: readonly Rounds[]): Verdict[] {
  const find = (name: string) =>
    all.find((rounds) => rounds.system === name && rounds.valid.length > 0);
  const ours = find(names.ours);
  if (!ours) return [];
  const nchan = best(
    all.filter((rounds) => names.nchan.includes(rounds.system)),
    rate,
  );
  const library = find(transport === 'sse' ? names.betterSse : names.ws);
  return [
    ...(nchan ? [verdict(place, ours, nchan, timesNchan)] : []),
    ...(library ? [verdict(place, ours, library, 1)] : []),
  ];
}

/** A reader that is busy for a larger share of its time than this may have been the limit itself. */
const busyReader = 0.85;
/** What weakens these numbers, if anything does. */
function notes(all: readonly Rounds[]): string[] {
  return all.flatMap((rounds) => {
    const busy = summaryOf(rounds, 'readerBusy').median;
    const others = summaryOf(rounds, 'otherCores').median;
    return [
      ...(busy > busyReader
        ? [
            `NOTE     ${rounds.system}: the reader was busy ${shown(busy * 100)}% of the time, so this is what it could count at least`,
          ]
        : []),
      ...(others > disturbing
        ? [
            `NOTE     ${rounds.system}: other processes kept ${shown(others, 2)} processors busy meanwhile`,
          ]
        : []),
    ];
  });
}

export function fanOutReport(measurements: readonly Measurement[]): SectionResult {
  const parts: string[] = [];
  const all: Verdict[] = [];
  const header = [
    '',
    'deliveries/s',
    'rounds',
    'ours / it',
    'server cores',
    'generator cores',
    'reader busy',
    'other cores',
  ];
  for (const setting of new Set(measurements.map((one) => one.setting))) {
    for (const transport of ['sse', 'ws'] as const) {
      const rounds = roundsOf(measurements, transport, setting);
      if (rounds.length === 0) continue;
      const valid = rounds.filter((one) => one.valid.length > 0);
      const ours = valid.find(({ system }) => system === names.ours);
      const place = `${transportNames[transport]}, ${setting}`;
      parts.push(
        `Deliveries per second, ${place}`,
        table(
          header,
          valid.map((one) => row(one, ours)),
        ),
        ...notes(valid),
        ...invalidLines(rounds),
        '',
      );
      all.push(...verdicts(place, transport, rounds));
    }
  }
  return { measurements, text: parts.join('\n'), verdicts: all };
}
