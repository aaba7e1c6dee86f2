import { readFile } from 'node:fs/promises';

/** Ticks of the clock in which Linux counts CPU time, in milliseconds; the same on every architecture. */
const tick = 10;

/** CPU time that the processes have used so far, in milliseconds; undefined where there is no /proc. */
export async function cpuTime(pids: readonly number[]): Promise<number | undefined> {
  try {
    const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8')));
    const times = stats.map((stat) => {
      // The second field, the command's name, may contain spaces: count from its closing bracket.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) * tick;
    });
    return times.reduce((sum, time) => sum + time, 0);
  } catch {
    return undefined;
  }
}

/** Memory of the processes in bytes, what they share counted once. */
export async function proportionalMemory(pids: readonly number[]): Promise<number> {
  const rollups = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8')),
  );
  return rollups.reduce((sum, text) => sum + Number(/^Pss: +(\d+) kB/m.exec(text)?.[1]) * 1024, 0);
}

/** The process and the processes that it started. */
export async function withChildren(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return [pid, ...children.trim().split(' ').filter(Boolean).map(Number)];
}
