import { setTimeout } from 'node:timers/promises';
import type { DelayJob, DelayResult } from '../job.ts';
import { Audience } from './audience.ts';
import type { Say } from './main.ts';
import { Publisher } from './publisher.ts';

/** Value below which this share of the sorted samples lies. */
function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/**
 * Time from asking to publish an event to each of its arrivals, on one clock. A publish that has to
 * wait for the one before it is late, and its lateness counts.
 */
export async function runDelay(job: DelayJob, say: Say): Promise<DelayResult> {
  const published: number[] = [];
  const samples = new Float64Array(job.subscribers * job.events);
  let taken = 0;
  const audience = new Audience((count, before, time) => {
    for (let index = before; index < before + count; index++) {
      if (index >= job.warmUpEvents) samples[taken++] = time - (published[index] as number);
    }
  });
  const publisher = new Publisher(job.channel, 1);
  try {
    await audience.open(job.channel, job.subscribers);
    say({ type: 'started' });
    const answers: Promise<void>[] = [];
    const total = job.warmUpEvents + job.events;
    const first = performance.now();
    for (let index = 0; index < total; index++) {
      await setTimeout(Math.max(0, first + (index * 1000) / job.rate - performance.now()));
      published.push(performance.now());
      const answer = publisher.publish();
      answer.catch(() => undefined);
      answers.push(answer);
    }
    await Promise.all(answers);
    await audience.received(total);
    say({ type: 'finished' });
    audience.audit(total);
    samples.sort();
    return {
      kind: 'delay',
      deliveries: samples.length,
      median: percentile(samples, 0.5),
      p99: percentile(samples, 0.99),
      max: percentile(samples, 1),
    };
  } finally {
    audience.close();
    publisher.close();
  }
}
