/**
 * `npm run dev`: the site with hot reload, and the live server beside it, both restarted by what changes.
 * `--port N` shows the site on N, 4321 unless told otherwise; the server takes N+10 to N+12.
 */

import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dev } from 'astro';
import { buildRunner } from './runner.ts';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
const port = Number(values.port);
const siteUrl = `http://localhost:${port}`;
const serverPort = port + 10;

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

async function rebuildRunner(): Promise<void> {
  await buildRunner(join(root, 'dist/runner')).catch((error: unknown) => console.error(error));
}

await rebuildRunner();
let saved: NodeJS.Timeout | undefined;
watch(join(root, 'src/runner'), { recursive: true }, () => {
  // An editor that saves a file changes it several times.
  clearTimeout(saved);
  saved = setTimeout(() => void rebuildRunner(), 50);
});

const server = spawn(
  process.execPath,
  ['--watch', '--watch-preserve-output', join(root, 'sandbox-server/main.ts')].concat([
    '--port',
    String(serverPort),
    '--site-url',
    siteUrl,
  ]),
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);

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
