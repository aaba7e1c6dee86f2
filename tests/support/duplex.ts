/** For the browser tests: a Duplex of their own for each worker, and an eye on every request. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import { requestsElsewhere, roomHost } from './hosts.ts';

const root = path.join(import.meta.dirname, '../..');

export interface Duplex {
  /** Origins on 127.0.0.1, without a slash at the end. */
  site: string;
  runner: string;
  live: string;
  /** The site by the room's name: not a secure context. */
  room: string;
}

interface WorkerFixtures {
  duplex: Duplex;
}

interface TestFixtures {
  /** Addresses of all that the test's pages asked for so far, WebSockets included. */
  requests: string[];
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  duplex: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that this fixture needs no other.
    async ({}, use) => {
      const server = await startServer();
      await use(server.duplex);
      await server.stop();
    },
    { scope: 'worker', timeout: 30_000 },
  ],

  baseURL: async ({ duplex }, use) => use(duplex.site),

  // Watches every test, whether it asks for it or not: a request to another host fails it.
  requests: [
    async ({ context, duplex }, use) => {
      const requests: string[] = [];
      context.on('request', (request) => requests.push(request.url()));
      context.on('page', (page) => page.on('websocket', (socket) => requests.push(socket.url())));
      await use(requests);
      base
        .expect(
          requestsElsewhere(requests, [duplex.site, duplex.runner, duplex.live]),
          'requests to other hosts',
        )
        .toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

async function startServer(): Promise<{ duplex: Duplex; stop(): Promise<void> }> {
  const server = spawn(process.execPath, ['sandbox-server/main.ts', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const urls = new Map<string, string>();
  for await (const line of createInterface(server.stdout)) {
    const [, name, url] = /^\s*(site|runner|live)\s+(http\S+)$/.exec(line) ?? [];
    if (name !== undefined && url !== undefined) urls.set(name, url.replace(/\/$/, ''));
    if (urls.size === 3) break;
  }
  // What it prints later is taken off the pipe, which would otherwise fill and stop it.
  server.stdout.resume();
  const [site, runner, live] = [urls.get('site'), urls.get('runner'), urls.get('live')];
  if (site === undefined || runner === undefined || live === undefined) {
    throw new Error('sandbox-server/main.ts ended before it printed its three addresses.');
  }
  const room = `http://${roomHost}:${new URL(site).port}`;
  return { duplex: { site, runner, live, room }, stop: () => stopServer(server) };
}

/** As a supervisor would; a server that does not drain in time is an error. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) {
    throw new Error(`The server ended during the tests, with exit code ${server.exitCode}.`);
  }
  const exit = once(server, 'exit', { signal: AbortSignal.timeout(15_000) });
  server.kill('SIGTERM');
  try {
    const [code] = (await exit) as [number | null];
    if (code !== 0) throw new Error(`The server ended with exit code ${code} when asked to stop.`);
  } finally {
    server.kill('SIGKILL');
  }
}
