/** `node sandbox-server/main.ts` as a process of its own on free ports: what would end it shows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(import.meta.dirname, '../..');

export type OriginName = 'site' | 'runner' | 'live';

export interface ServerProcess extends AsyncDisposable {
  readonly ports: Readonly<Record<OriginName, number>>;
  /** `http` or `https`, 127.0.0.1 and the port, without a slash at the end. */
  readonly urls: Readonly<Record<OriginName, string>>;
  /** All that it wrote to standard error: nothing, unless something happened that nobody foresaw. */
  readonly complaints: () => string;
  readonly isRunning: () => boolean;
  /** Asks it to stop, as a supervisor does, and resolves to its exit code. */
  readonly stop: () => Promise<number | null>;
  /** How many files it has open whose path ends so; Linux alone tells. */
  readonly openFiles: (ending: string) => number;
}

/** Resolves when it is ready. Ends at the latest with this process. */
export async function startServerProcess(flags: readonly string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['sandbox-server/main.ts', '--port', '0', ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ports = new Map<string, number>();
  let scheme = 'http';
  for await (const line of createInterface(child.stdout)) {
    const [, name, url] = /^\s*(site|runner|live)\s+(http\S+)$/.exec(line) ?? [];
    if (name === undefined || url === undefined) continue;
    ports.set(name, Number(new URL(url).port));
    scheme = new URL(url).protocol.slice(0, -1);
    if (ports.size === 3) break;
  }
  child.stdout.resume();
  const portOf = (name: OriginName): number => {
    const port = ports.get(name);
    if (port === undefined) throw new Error(`The server ended before it was ready:\n${complaints}`);
    return port;
  };
  const byOrigin = { site: portOf('site'), runner: portOf('runner'), live: portOf('live') };
  const urlOf = (name: OriginName) => `${scheme}://127.0.0.1:${byOrigin[name]}`;
  return {
    ports: byOrigin,
    urls: { site: urlOf('site'), runner: urlOf('runner'), live: urlOf('live') },
    complaints: () => complaints,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await exit) as [number | null];
      return code;
    },
    openFiles: (ending) => openFiles(child.pid).filter((file) => file.endsWith(ending)).length,
    async [Symbol.asyncDispose]() {
      process.off('exit', end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function openFiles(pid: number | undefined): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((number) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${number}`)];
    } catch {
      // It was closed while we looked.
      return [];
    }
  });
}

/** The id of a new space. */
export async function createSpace(server: ServerProcess): Promise<string> {
  const response = await fetch(`${server.urls.site}/api/spaces`, { method: 'POST' });
  const { id } = (await response.json()) as { id: string };
  return id;
}

/** The server's metrics by name and labels, as in `duplex_connections_open{transport="sse"}`. */
export async function readMetrics(server: ServerProcess): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${server.urls.site}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}
