import { availableParallelism, cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** What all processors have done since the machine started, in milliseconds of one processor. */
export interface Work {
  busy: number;
  idle: number;
}

export function workSoFar(): Work {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, time) => sum + time.idle, 0);
  const all = times.reduce(
    (sum, time) => sum + time.user + time.nice + time.sys + time.irq + time.idle,
    0,
  );
  return { busy: all - idle, idle };
}

/** Processors' worth of work done since `before`, by everything on the machine. */
export function coresBusySince(before: Work): number {
  const now = workSoFar();
  const busy = now.busy - before.busy;
  return (busy / (busy + now.idle - before.idle)) * availableParallelism();
}

const look = 400;
/** Processors' worth of work of others that still counts as calm. */
const bearable = 0.15;

/** Settles when hardly anything runs on the machine, or after `patience` milliseconds. */
export async function calm(patience: number): Promise<void> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const before = workSoFar();
    await setTimeout(look);
    if (coresBusySince(before) < bearable) return;
  }
}
