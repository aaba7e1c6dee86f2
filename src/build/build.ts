/**
 * Builds the runner and the site into dist/ when they are missing or older than what they are made of.
 * `--force` builds in any case.
 */

import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compressDirectory } from './compress.ts';
import { hashOfInputs } from './inputs.ts';

const root = resolve(import.meta.dirname, '../..');
const runner = join(root, 'dist/runner');
const site = join(root, 'dist/site');
/** The hash of the inputs that dist/ was built from; there only after a build that succeeded. */
const stamp = join(root, 'dist/inputs.sha256');

async function isBuiltFrom(hash: string): Promise<boolean> {
  const built = await readFile(stamp, 'utf8').catch(() => '');
  return (
    built === hash &&
    existsSync(join(runner, 'manifest.json')) &&
    existsSync(join(site, 'index.html'))
  );
}

async function timed(what: string, task: () => Promise<unknown>): Promise<void> {
  process.stdout.write(`${what} … `);
  const start = performance.now();
  await task();
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

async function build(hash: string): Promise<void> {
  await rm(stamp, { force: true });
  // The site imports the runner's manifest. Both builders are loaded only now: that takes longer than to see that all is up to date.
  await timed('Building the runner', async () => {
    const { buildRunner } = await import('./runner.ts');
    await buildRunner(runner);
  });
  await timed('Building the site', async () => {
    const astro = await import('astro');
    await astro.build({ root, logLevel: 'warn' });
  });
  await timed('Compressing', () => Promise.all([runner, site].map(compressDirectory)));
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(stamp, hash);
}

const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } });
process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

const hash = await hashOfInputs(root);
if (!values.force && (await isBuiltFrom(hash))) {
  console.log('dist/ is up to date.');
} else {
  await build(hash).catch((error: unknown) => {
    // What went wrong is in the file that was built, not in the builders' stacks.
    console.error(`failed\n\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
