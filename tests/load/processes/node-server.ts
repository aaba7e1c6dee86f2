import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Memory } from '../systems/system.ts';

const observer = new URL('./observe.ts', import.meta.url).href;

/** A Node server in a process of its own, watched through what `observe.ts` adds to it. */
export class NodeServer {
  readonly #child: ChildProcess;
  #output = '';

  private constructor(script: URL, args: readonly string[]) {
    this.#child = fork(fileURLToPath(script), args, {
      execArgv: ['--expose-gc', '--import', observer, ...profiling()],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-4000);
      });
    }
  }

  /** Starts `script`; `ready` says when it serves, and is abandoned if the process ends first. */
  static async start(
    script: URL,
    args: readonly string[],
    ready: () => Promise<unknown>,
  ): Promise<NodeServer> {
    const server = new NodeServer(script, args);
    const ended = once(server.#child, 'exit').then(([code]) => {
      throw new Error(`${script.pathname} ended with code ${code}:\n${server.#output}`);
    });
    ended.catch(() => undefined);
    await Promise.race([ready(), ended]);
    return server;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async memory(): Promise<Memory> {
    this.#child.send('memory');
    const [answer] = (await once(this.#child, 'message')) as [Memory];
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    // A server that drains gracefully would wait for clients; nothing here is worth the wait.
    this.#child.kill(process.env['BENCH_PROFILE'] ? 'SIGINT' : 'SIGKILL');
    await ended;
  }
}

/** With `BENCH_PROFILE=<directory>`, every server writes a CPU profile there when it is stopped. */
function profiling(): string[] {
  const directory = process.env['BENCH_PROFILE'];
  return directory ? ['--cpu-prof', `--cpu-prof-dir=${directory}`] : [];
}
