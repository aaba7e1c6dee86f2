import type { Transport } from '../job.ts';
import { coresBusySince, workSoFar } from '../processes/calm.ts';
import { runJob } from '../processes/load-generator.ts';
import { delayReport } from '../report/delay.ts';
import type { RunningSystem } from '../systems/system.ts';
import {
  attempt,
  type Context,
  inRound,
  type Measurement,
  type Section,
  withRunning,
} from './section.ts';

const rate = 10;
const events = 50;
const warmUpEvents = 10;
const mostRounds = 3;

async function measure(
  { options: { subscribers } }: Context,
  system: RunningSystem,
  transport: Transport,
): Promise<Record<string, number>> {
  const channel = await system.channel(transport);
  const deadline = 60_000 + ((events + warmUpEvents) / rate) * 1000;
  let work = workSoFar();
  let coresBusy = Number.NaN;
  const result = await runJob(
    { kind: 'delay', channel, subscribers, rate, events, warmUpEvents, deadline },
    {
      started: async () => {
        work = workSoFar();
      },
      finished: async () => {
        coresBusy = coresBusySince(work);
      },
    },
  );
  if (result.kind !== 'delay') throw new Error('The load generator answered another question.');
  return { p99: result.p99, median: result.median, max: result.max, coresBusy };
}

/** Time from publishing to arrival at a rate that leaves every server idle most of the time. */
export const delay: Section = (context) =>
  withRunning(context, async (running) => {
    const measurements: Measurement[] = [];
    for (let round = 1; round <= Math.min(context.options.rounds, mostRounds); round++) {
      for (const transport of ['sse', 'ws'] as const) {
        for (const [system, process] of inRound([...running], round)) {
          if (!system.transports.includes(transport)) continue;
          const setting = `${rate} events a second`;
          const measurement = await attempt(
            context,
            { section: 'delay', system: system.name, transport, setting, round },
            () => measure(context, process, transport),
          );
          measurements.push(measurement);
          const p99 = (measurement.values['p99'] ?? Number.NaN).toFixed(2);
          context.note(
            `delay round ${round}, ${transport}, ${system.name}: ` +
              (measurement.invalid ?? `p99 ${p99} ms`),
          );
        }
      }
    }
    return delayReport(measurements);
  });
