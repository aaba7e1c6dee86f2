import { execFileSync } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { launchOptions } from '../../support/chromium.ts';
import type { PortRange } from '../systems/system.ts';
import { NodeServer } from './node-server.ts';
import { accepts } from './ready.ts';

const build = new URL('../../../src/build/build.ts', import.meta.url).pathname;
const main = new URL('../../../sandbox-server/main.ts', import.meta.url);

/** Builds the site if it has changed, serves it, and gives its address and a page in a browser; ends both in the end. */
export async function withReader<T>(
  ports: PortRange,
  use: (page: Page, site: string) => Promise<T>,
): Promise<T> {
  execFileSync(process.execPath, [build], { stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await ports.take(3);
  const server = await NodeServer.start(main, [`--port=${port}`], () => accepts(port));
  const browser = await chromium.launch(launchOptions());
  try {
    return await use(await browser.newPage(), `http://localhost:${port}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}
