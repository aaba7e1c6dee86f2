/** A server process for a whole test file, with somebody in it who must not notice anything. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bystander } from './bystander.ts';
import { RawSocket } from './raw-socket.ts';
import {
  createSpace,
  type OriginName,
  readMetrics,
  type ServerProcess,
  startServerProcess,
} from './server-process.ts';

/** How much the server's resident memory may have grown by the end of a file, in bytes. */
const mostGrowth = 200 * 1024 * 1024;

/** What ends takes a moment to be counted out; what is open after this is open for good, in milliseconds. */
const quietTime = 8000;

export interface Beside {
  readonly server: ServerProcess;
  /** A space that the file's tests share; not the bystander's. */
  readonly space: string;
  connect(origin: OriginName, localAddress?: string): Promise<RawSocket>;
  /** Resolves when nothing is open but the bystander's two connections: nobody's ghost is counted for ever. */
  quiet(): Promise<void>;
}

/** The tests of a file, and after them one more: that the server and the bystander live as if nothing had been. */
export function besideBystander(
  name: string,
  flags: readonly string[],
  tests: (beside: Beside) => void,
): void {
  describe(name, () => {
    let started: { server: ServerProcess; bystander: Bystander; space: string; memory: number };

    beforeAll(async () => {
      const server = await startServerProcess(flags);
      const bystander = await Bystander.follow(server);
      const space = await createSpace(server);
      started = { server, bystander, space, memory: await memoryOf(server) };
    });

    afterAll(async () => {
      started.bystander[Symbol.dispose]();
      await started.server[Symbol.asyncDispose]();
    });

    tests({
      get server() {
        return started.server;
      },
      get space() {
        return started.space;
      },
      connect: (origin, localAddress) =>
        RawSocket.connect(started.server.ports[origin], localAddress),
      quiet: () => quiet(started.server),
    });

    test('afterwards the server is well, holds nothing open, and the bystander noticed nothing', async () => {
      const { server, bystander, memory } = started;
      await quiet(server);
      await bystander.verify();
      for (const url of Object.values(server.urls)) {
        const response = await fetch(`${url}/healthz`);
        expect(await response.json()).toEqual({ status: 'ok' });
      }
      expect(server.complaints()).toBe('');
      expect(server.isRunning()).toBe(true);
      expect((await memoryOf(server)) - memory).toBeLessThan(mostGrowth);
    }, 30_000);
  });
}

async function quiet(server: ServerProcess): Promise<void> {
  const deadline = AbortSignal.timeout(quietTime);
  for (;;) {
    const open = [...(await readMetrics(server))].filter(
      ([name, value]) => name.startsWith('duplex_connections_open') && value !== 0,
    );
    if (open.length === 2 && open.every(([, value]) => value === 1)) return;
    if (deadline.aborted) throw new Error(`Still open: ${JSON.stringify(open)}`);
  }
}

async function memoryOf(server: ServerProcess): Promise<number> {
  return (await readMetrics(server)).get('process_resident_memory_bytes') ?? 0;
}
