import { setTimeout } from 'node:timers/promises';
import type { Transport } from '../job.ts';
import { runJob } from '../processes/load-generator.ts';
import { memoryReport } from '../report/memory.ts';
import type { Memory, RunningSystem } from '../systems/system.ts';
import { attempt, type Context, inRound, type Measurement, type Section } from './section.ts';

const mostRounds = 3;
/** Time for a server to finish what opening began. */
const settle = 1000;
const deadline = 120_000;

async function measure(
  context: Context,
  system: RunningSystem,
  transport: Transport,
): Promise<Record<string, number>> {
  const { connections } = context.options;
  const channel = await system.channel(transport);
  const before = await system.memory();
  let after: Memory = { resident: Number.NaN };
  const holding = async () => {
    await setTimeout(settle);
    after = await system.memory();
  };
  const job = { kind: 'hold', channel, subscribers: connections, deadline } as const;
  const result = await runJob(job, { holding });
  if (result.kind !== 'hold' || result.open !== connections) {
    throw new Error(`Not all of ${connections} connections were open to the end.`);
  }
  const inUse = (after.inUse ?? Number.NaN) - (before.inUse ?? Number.NaN);
  return {
    perConnection: (after.resident - before.resident) / connections,
    inUsePerConnection: inUse / connections,
    before: before.resident,
    after: after.resident,
  };
}

/**
 * Resident memory that an idle connection adds to a server that has just been started. What the
 * first connections bring with them, such as compiled code, is counted too.
 */
export const memory: Section = async (context) => {
  const measurements: Measurement[] = [];
  const setting = `${context.options.connections} idle connections`;
  for (let round = 1; round <= Math.min(context.options.rounds, mostRounds); round++) {
    for (const transport of ['sse', 'ws'] as const) {
      for (const system of inRound(context.systems, round)) {
        if (!system.transports.includes(transport)) continue;
        const process = await system.start(context.ports);
        const measurement = await attempt(
          context,
          { section: 'memory', system: system.name, transport, setting, round },
          () => measure(context, process, transport),
        );
        await process.stop();
        measurements.push(measurement);
        const size = ((measurement.values['perConnection'] ?? Number.NaN) / 1024).toFixed(1);
        context.note(
          `memory round ${round}, ${transport}, ${system.name}: ` +
            (measurement.invalid ?? `${size} KB a connection`),
        );
      }
    }
  }
  return memoryReport(measurements);
};
