import { once } from 'node:events';
import type { HoldJob, HoldResult } from '../job.ts';
import { Audience } from './audience.ts';
import type { Say } from './main.ts';

/** Opens the connections and holds them, idle, until the bench says `release`. */
export async function runHold(job: HoldJob, say: Say): Promise<HoldResult> {
  const audience = new Audience();
  const released = once(process, 'message');
  await audience.open(job.channel, job.subscribers);
  say({ type: 'holding' });
  await Promise.race([released, audience.failure]);
  const open = audience.connected;
  audience.close();
  return { kind: 'hold', open };
}
