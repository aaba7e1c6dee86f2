import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** The machine in one line, so that two reports can be told apart. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${availableParallelism()} x ${model}, ${memory} GB, ${type()} ${release()}, Node ${process.versions.node}`;
}
