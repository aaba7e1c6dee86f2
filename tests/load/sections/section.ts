import type { Transport } from '../job.ts';
import type { Options } from '../options.ts';
import { calm } from '../processes/calm.ts';
import type { PortRange, RunningSystem, System } from '../systems/system.ts';

export interface Context {
  options: Options;
  /** The systems to measure that are there. */
  systems: readonly System[];
  ports: PortRange;
  /** A line about progress; not part of the report. */
  note(line: string): void;
}

/** One measurement, valid or not. */
export interface Measurement {
  section: string;
  system: string;
  transport: Transport;
  /** What else tells it from others, e.g. "4 in flight". */
  setting: string;
  round: number;
  /** Named numbers; the first is the one that counts. */
  values: Record<string, number>;
  /** Why it does not count. */
  invalid?: string;
}

export interface Verdict {
  met: boolean;
  sentence: string;
}

export interface SectionResult {
  measurements: readonly Measurement[];
  /** The readable part of the report. */
  text: string;
  verdicts: readonly Verdict[];
}

export type Section = (context: Context) => Promise<SectionResult>;

/** Processors' worth of other processes' work that disturbs a measurement. */
export const disturbing = 0.2;

/**
 * Takes a measurement again while others disturb it, and gives the least disturbed one: the choice
 * does not look at what was measured.
 */
export async function undisturbed(
  { options }: Context,
  measure: () => Promise<Record<string, number>>,
): Promise<Record<string, number>> {
  let best = await measure();
  const others = (values: Record<string, number>) => values['otherCores'] ?? 0;
  for (let tries = 1; tries < options.tries && others(best) > disturbing; tries++) {
    await calm(options.patience * 1000);
    const next = await measure();
    if (others(next) < others(best)) best = next;
  }
  return best;
}

/** Waits for a quiet machine, runs `measure` and turns its failure into an invalid measurement, which the report names. */
export async function attempt(
  { options }: Context,
  identity: Omit<Measurement, 'values' | 'invalid'>,
  measure: () => Promise<Record<string, number>>,
): Promise<Measurement> {
  await calm(options.patience * 1000);
  try {
    return { ...identity, values: await measure() };
  } catch (error) {
    return {
      ...identity,
      values: {},
      invalid: error instanceof Error ? error.message : String(error),
    };
  }
}

/** Every other round goes through the systems backwards, so that none always follows the same one. */
export function inRound<T>(items: readonly T[], round: number): readonly T[] {
  return round % 2 === 1 ? items : items.toReversed();
}

/** Starts all systems, gives them to `use`, and stops them whatever happens. */
export async function withRunning<T>(
  { systems, ports }: Context,
  use: (running: ReadonlyMap<System, RunningSystem>) => Promise<T>,
): Promise<T> {
  const running = new Map<System, RunningSystem>();
  try {
    for (const system of systems) running.set(system, await system.start(ports));
    return await use(running);
  } finally {
    await Promise.all(running.values().map((system) => system.stop()));
  }
}
