// Browser-safe: an experiment of /claims.
import { gapsOf } from '../judgements/requests.ts';
import { attempts, growthOf, judgeRetryTiming } from '../judgements/retry-timing.ts';
import { defineExperiment } from '../laboratory/experiment.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { median } from '../laboratory/statistics.ts';
import { seen } from '../laboratory/waiting.ts';

const retry = 500;

const endsAtOnce = (text: string) => `compose?chunk=${encodeURIComponent(text)}&end=close`;

export default defineExperiment({
  title: 'When an EventSource comes back',
  about: `A stream ends again and again, first without a retry field, then with retry: ${retry}, and the wire tells how long the next request takes. Then nothing gets through for a while, and the page notes when each attempt fails.`,
  seconds: 25,
  repetitions: 2,
  steps: 3,
  measures: [
    { name: 'default-delay', label: 'Without a retry field', unit: 'ms' },
    { name: 'after-retry-500', label: 'After retry: 500', unit: 'ms' },
    { name: 'while-down', label: 'After retry: 500, while nothing gets through', unit: 'ms' },
    {
      name: 'attempts',
      label: 'Attempts in a row that failed, until it gave up or eight were seen',
      unit: 'attempts',
    },
    { name: 'growth', label: 'Last gaps against the first ones, of eight', unit: '×' },
  ],
  measure: async (laboratory) => {
    laboratory.step('without a retry field …');
    const withoutRetry = await gaps(laboratory, 'data: x\n\n', 1);
    laboratory.step('after retry: 500 …');
    const withRetry = await gaps(laboratory, `retry: ${retry}\ndata: x\n\n`, 3);
    laboratory.step('while nothing gets through …');
    const down = await gapsWhileDown(laboratory);
    return {
      'default-delay': median(withoutRetry),
      'after-retry-500': median(withRetry),
      'while-down': median(down),
      attempts: down.length,
      growth: growthOf(down),
    };
  },
  judge: judgeRetryTiming,
});

/** From the end of a stream to the request for the next, by the server's clock. */
async function gaps(laboratory: Laboratory, stream: string, count: number): Promise<number[]> {
  const before = (await laboratory.records()).length;
  const source = laboratory.eventSource(endsAtOnce(stream));
  for (let opened = 0; opened <= count; opened += 1) {
    await laboratory.waiting.event('the stream to open', source, ['open']);
  }
  source.close();
  const found = gapsOf((await laboratory.records()).slice(before)).slice(0, count);
  seen(found[count - 1], 'where the streams end');
  return found;
}

/**
 * From each error that the page hears to the next, by its own clock: requests that are cut off come to no wire. As many
 * gaps as attempts; fewer than `attempts` when the browser gives up.
 */
async function gapsWhileDown(laboratory: Laboratory): Promise<number[]> {
  const source = laboratory.eventSource(
    `compose?chunk=${encodeURIComponent(`retry: ${retry}\n\n`)}&end=hold`,
  );
  await laboratory.waiting.event('the stream to open', source, ['open']);
  const times: number[] = [];
  source.addEventListener('error', () => times.push(performance.now()));
  const failed = laboratory.waiting.for<void>(
    'the attempts to fail',
    (found) => {
      const look = () => {
        if (times.length > attempts || source.readyState === EventSource.CLOSED) found();
      };
      source.addEventListener('error', look);
      return () => source.removeEventListener('error', look);
    },
    60_000,
  );
  await laboratory.switchOn({ fault: 'cut', for: 60_000, by: 'rst' });
  await failed;
  source.close();
  await laboratory.calm();
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}
