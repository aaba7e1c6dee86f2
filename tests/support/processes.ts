/** Child processes that leave nothing behind: each has its own group, and all that it started ends with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface Outcome {
  /** 0 when the program succeeded; null when it was ended by a signal, ran out of time or could not start. */
  code: number | null;
  /** Standard output and standard error together, in the order in which they came. */
  output: string;
  /** In milliseconds. */
  duration: number;
  timedOut: boolean;
}

export interface Options {
  env?: Record<string, string>;
  /** `true` passes the output on while it comes; it is collected either way. */
  stream?: boolean;
  /** In milliseconds; after it the program is ended. */
  timeLimit?: number;
}

/** Inherited by everything that this process starts, however deep, so that it can be recognised as ours. */
const mark = `DUPLEX_TEST_RUN=${randomUUID()}`;

const running = new Set<ChildProcess>();

/** Runs `node` itself where `program` is `node`, so that a child has the version that this process has. */
export async function run(program: string, options: string[], how: Options = {}): Promise<Outcome> {
  const started = performance.now();
  const [markName, markValue] = mark.split('=') as [string, string];
  const child = spawn(program === 'node' ? process.execPath : program, options, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group, so that what it leaves behind can be ended with it.
    detached: true,
    env: { ...process.env, ...how.env, [markName]: markValue },
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (how.stream) process.stdout.write(text);
    });
  }
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child, 'SIGKILL');
  }, how.timeLimit ?? 600_000);
  const closed = new Promise((resolve) => child.once('close', resolve));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += `${error.message}\n`;
      resolve(null);
    });
    child.once('exit', resolve);
  });
  clearTimeout(timer);
  // What it left behind may hold the pipes open for ever, so it is ended before the last output is awaited.
  endGroup(child, 'SIGKILL');
  if (child.pid !== undefined)
    await Promise.race([closed, delay(2_000, undefined, { ref: false })]);
  child.stdout.destroy();
  child.stderr.destroy();
  running.delete(child);
  return { code, output, duration: performance.now() - started, timedOut };
}

/** Ends whatever was started here and still runs, also what has left its group. Returns their command lines. */
export function endLeftovers(): string[] {
  for (const child of running) endGroup(child, 'SIGKILL');
  return ours().map(({ pid, command }) => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
    return command;
  });
}

/** On an interrupt from the keyboard or a supervisor, takes everything along. */
export function endLeftoversOnSignal(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      endLeftovers();
      process.exit(code);
    });
  }
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is empty already.
  }
}

/** Only Linux shows the environment of other processes; elsewhere the groups have to do. */
function ours(): { pid: number; command: string }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark)) return [];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        // A process that has ended and was not yet collected by its parent has no command line.
        return command ? [{ pid, command }] : [];
      } catch {
        // It ended while we looked, or belongs to somebody else.
        return [];
      }
    });
}
