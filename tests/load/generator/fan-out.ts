import { performance } from 'node:perf_hooks';
import type { FanOutJob, FanOutResult } from '../job.ts';
import { Audience } from './audience.ts';
import type { Say } from './main.ts';
import { Naps } from './naps.ts';
import { PublisherThread } from './publisher-thread.ts';

/** Deliveries per second, counted only if every subscriber got every event. */
export async function runFanOut(job: FanOutJob, say: Say): Promise<FanOutResult> {
  const audience = new Audience();
  const naps = new Naps(job.nap);
  const publishers = new PublisherThread(job.channel, job.inFlight);
  try {
    await audience.open(job.channel, job.subscribers);
    naps.start();
    await audience.received(await publishers.publishFor(0));
    const before = await publishers.publishFor(job.warmUp);
    await audience.received(before);

    say({ type: 'started' });
    const start = performance.now();
    const cpu = process.cpuUsage();
    const slept = naps.slept;
    const published = await publishers.publishFor(job.duration);
    await audience.received(published);
    const { user, system } = process.cpuUsage(cpu);
    const napping = naps.slept - slept;
    const elapsed = performance.now() - start;
    say({ type: 'finished' });

    audience.audit(published);
    return {
      kind: 'fanout',
      published: published - before,
      deliveries: (published - before) * job.subscribers,
      elapsed: audience.lastArrival - start,
      cpu: (user + system) / 1000,
      readerBusy: 1 - napping / elapsed,
    };
  } finally {
    naps.stop();
    audience.close();
    await publishers.close();
  }
}
