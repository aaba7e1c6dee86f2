/**
 * Preloaded into a Node server that is measured (`node --import`): collects garbage and tells the
 * memory when the bench asks, and ends the server when the bench is gone. Needs `--expose-gc`.
 */
import { setTimeout } from 'node:timers/promises';
import type { Memory } from '../systems/system.ts';

/** One collection leaves what the next one finds; pages go back to the system a little later. */
const collections = 6;
const pause = 150;

async function memory(): Promise<Memory> {
  for (let count = 0; count < collections; count++) {
    globalThis.gc?.();
    await setTimeout(pause);
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, inUse: heapUsed + external };
}

if (process.channel) {
  process.on('message', async (message) => {
    if (message === 'memory') process.send?.(await memory());
  });
  process.on('disconnect', () => process.exit());
  process.channel.unref();
}
