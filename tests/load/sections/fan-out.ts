import { performance } from 'node:perf_hooks';
import type { Transport } from '../job.ts';
import { coresBusySince, workSoFar } from '../processes/calm.ts';
import { runJob } from '../processes/load-generator.ts';
import { cpuTime } from '../processes/proc.ts';
import { fanOutReport } from '../report/fan-out.ts';
import type { RunningSystem } from '../systems/system.ts';
import {
  attempt,
  type Context,
  inRound,
  type Measurement,
  type Section,
  undisturbed,
  withRunning,
} from './section.ts';

const inFlightSettings = [4, 16] as const;
const warmUp = 700;

async function measure(
  { options }: Context,
  system: RunningSystem,
  transport: Transport,
  inFlight: number,
): Promise<Record<string, number>> {
  const samples: { cpu: number; time: number }[] = [];
  let work = workSoFar();
  let allCores = Number.NaN;
  const sample = async () => {
    const time = performance.now();
    samples.push({ cpu: (await cpuTime(system.pids())) ?? Number.NaN, time });
    allCores = coresBusySince(work);
    work = workSoFar();
  };
  const duration = options.seconds * 1000;
  const result = await runJob(
    {
      kind: 'fanout',
      channel: await system.channel(transport),
      subscribers: options.subscribers,
      inFlight,
      warmUp,
      duration,
      nap: options.nap,
      deadline: 60_000 + duration,
    },
    { started: sample, finished: sample },
  );
  if (result.kind !== 'fanout') throw new Error('The load generator answered another question.');
  const [start, end] = samples;
  const serverCores = start && end ? (end.cpu - start.cpu) / (end.time - start.time) : Number.NaN;
  const generatorCores = result.cpu / result.elapsed;
  return {
    deliveriesPerSecond: (result.deliveries / result.elapsed) * 1000,
    published: result.published,
    deliveries: result.deliveries,
    serverCores,
    generatorCores,
    otherCores: Math.max(0, allCores - serverCores - generatorCores),
    readerBusy: result.readerBusy,
  };
}

/** Deliveries per second to many followers, with a few and with many publishes in flight. */
export const fanOut: Section = (context) =>
  withRunning(context, async (running) => {
    const measurements: Measurement[] = [];
    for (let round = 1; round <= context.options.rounds; round++) {
      for (const inFlight of inFlightSettings) {
        for (const transport of ['sse', 'ws'] as const) {
          for (const [system, process] of inRound([...running], round)) {
            if (!system.transports.includes(transport)) continue;
            const setting = `${inFlight} in flight`;
            const measurement = await attempt(
              context,
              { section: 'fanout', system: system.name, transport, setting, round },
              () => undisturbed(context, () => measure(context, process, transport, inFlight)),
            );
            measurements.push(measurement);
            const rate = Math.round(measurement.values['deliveriesPerSecond'] ?? Number.NaN);
            context.note(
              `fanout round ${round}, ${setting}, ${transport}, ${system.name}: ` +
                (measurement.invalid ?? `${rate.toLocaleString('en')} deliveries/s`),
            );
          }
        }
      }
    }
    return fanOutReport(measurements);
  });
