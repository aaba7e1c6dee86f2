import type { SectionResult, Verdict } from '../sections/section.ts';
import { duplex, duplexWithoutLayer } from '../systems/duplex.ts';
import {
  pairedDifference,
  pairedRatio,
  type Rounds,
  roundsOf,
  summaryOf,
  transportNames,
} from './rounds.ts';
import { shown } from './table.ts';

const kilobyte = 1024;
/** The share of deliveries that must be left. */
const leastRatio = 0.95;
/** What the layer may add to an idle connection, in kilobytes. */
const most = 1;

/** Ours with the layer and without it, of every transport and setting that was measured. */
function pairsOf({ measurements }: SectionResult) {
  const settings = [...new Set(measurements.map(({ setting }) => setting))];
  return settings.flatMap((setting) =>
    (['sse', 'ws'] as const).flatMap((transport) => {
      const all = roundsOf(measurements, transport, setting);
      const find = (name: string) => all.find(({ system }) => system === name);
      const [withLayer, without] = [find(duplex.name), find(duplexWithoutLayer.name)];
      const place = `The layer, ${transportNames[transport]}, ${setting}`;
      return withLayer && without ? [{ place, withLayer, without }] : [];
    }),
  );
}

const areValid = (...all: Rounds[]) => all.every(({ invalid }) => invalid.length === 0);

function deliveryVerdict({
  place,
  withLayer,
  without,
}: ReturnType<typeof pairsOf>[number]): Verdict {
  const { median, min, max } = pairedRatio(withLayer, without, 'deliveriesPerSecond');
  return {
    met: median >= leastRatio && areValid(withLayer, without),
    sentence:
      `${place}: ${shown(median, 3)} times the deliveries without it ` +
      `(rounds ${shown(min, 3)} to ${shown(max, 3)}), at least ${leastRatio} required`,
  };
}

/**
 * Judged by what is in use. What the collector keeps of the machine's memory besides differs from one start of the same
 * server to the next by more than what is to be judged; it is told.
 */
function memoryVerdict({ place, withLayer, without }: ReturnType<typeof pairsOf>[number]): Verdict {
  const { median, min, max } = pairedDifference(withLayer, without, 'inUsePerConnection');
  const each = summaryOf(without, 'inUsePerConnection').median / kilobyte;
  const resident = pairedDifference(withLayer, without, 'perConnection');
  return {
    met: median <= most * kilobyte && areValid(withLayer, without),
    sentence:
      `${place}: ${shown(median / kilobyte, 2)} KB more than the ${shown(each, 1)} KB without it ` +
      `(rounds ${shown(min / kilobyte, 2)} to ${shown(max / kilobyte, 2)}), at most ${most} KB allowed; ` +
      `of resident memory ${shown(resident.median / kilobyte, 2)} KB ` +
      `(rounds ${shown(resident.min / kilobyte, 2)} to ${shown(resident.max / kilobyte, 2)})`,
  };
}

export function layerReport(deliveries: SectionResult, idle: SectionResult): SectionResult {
  return {
    measurements: [...deliveries.measurements, ...idle.measurements].map((one) => ({
      ...one,
      section: `layer, ${one.section}`,
    })),
    text: `${deliveries.text}\n${idle.text}`,
    // What these two compare ours with otherwise is not measured here.
    verdicts: [...pairsOf(deliveries).map(deliveryVerdict), ...pairsOf(idle).map(memoryVerdict)],
  };
}
