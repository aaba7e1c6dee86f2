/**
 * `npm run dev`: the site with hot reload, and the live server beside it, both restarted by what changes.
 * `--port N` shows the site on N, 4321 unless told otherwise; the server takes N+10 to N+12.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dev } from 'astro';
import { buildRunner } from './runner.ts';

const root = resolve(import.meta.dirname, '../..');
const runner = join(root, 'dist/runner');
const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
const port = Number(values.port);
const siteUrl = `http://localhost:${port}`;
const serverPort = port + 10;

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

/** Restarts by itself when a module of the server changes. */
function startServer(): ChildProcess {
  const server = join(root, 'sandbox-server/main.ts');
  const options = ['--port', String(serverPort), '--site-url', siteUrl, '--drain-time', '0'];
  return spawn(process.execPath, ['--watch', '--watch-preserve-output', server, ...options], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

await buildRunner(runner);
let server = startServer();

/** The server knows the runner's files from when it started. */
async function rebuildRunner(): Promise<void> {
  try {
    await buildRunner(runner);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  const exit = once(server, 'exit');
  server.kill();
  await exit;
  server = startServer();
}

let saved: NodeJS.Timeout | undefined;
watch(join(root, 'src/runner'), { recursive: true }, () => {
  // An editor that saves a file changes it several times.
  clearTimeout(saved);
  saved = setTimeout(() => void rebuildRunner(), 50);
});

const site = await dev({
  root,
  logLevel: 'warn',
  server: { port },
  vite: {
    server: {
      strictPort: true,
      proxy: {
        '/api': { target: `http://localhost:${serverPort}`, ws: true },
        '/healthz': { target: `http://localhost:${serverPort}` },
      },
    },
  },
});

console.log(`Open ${siteUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.kill();
    void site.stop().finally(() => process.exit(0));
  });
}
