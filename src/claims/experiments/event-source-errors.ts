// Browser-safe: an experiment of /claims.
import type { FaultRequest } from '../../../sandbox-server/wire/fault-requests.ts';
import { judgeErrors } from '../judgements/event-source-errors.ts';
import { requestHeads } from '../judgements/requests.ts';
import { defineExperiment } from '../laboratory/experiment.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { NotSeen } from '../laboratory/waiting.ts';

/** The reconnection time that the stream asks for, in milliseconds: browsers may take more. */
const retry = 100;
/** How long nothing must happen after the last event, in milliseconds: longer than any browser's least delay. */
const quiet = 1000;

const path = `compose?chunk=${encodeURIComponent(`retry: ${retry}\n\n`)}&end=hold`;

const refuse = (status: 429 | 500 | 502 | 503): FaultRequest => ({
  fault: 'refuse',
  status,
  retryAfter: 0,
});

const answers = [
  { name: 'after-cut', label: 'After a cut connection', fault: undefined },
  { name: 'after-500', label: 'After 500', fault: refuse(500) },
  { name: 'after-502', label: 'After 502', fault: refuse(502) },
  { name: 'after-503', label: 'After 503', fault: refuse(503) },
  { name: 'after-429', label: 'After 429', fault: refuse(429) },
  { name: 'after-204', label: 'After 204', fault: { fault: 'no-content' } },
  {
    name: 'after-wrong-type',
    label: 'After 200 with text/html',
    fault: { fault: 'wrong-content-type' },
  },
] as const satisfies readonly { name: string; label: string; fault: FaultRequest | undefined }[];

export default defineExperiment({
  title: 'What an EventSource does after an error',
  about:
    'An EventSource opens a stream that asks for a short reconnection time. Then its connection is cut, and the request with which it comes back meets another answer each time. The wire of the live server counts the requests that follow.',
  seconds: 20,
  repetitions: 2,
  steps: answers.length,
  measures: answers.map(({ name, label }) => ({ name, label, unit: 'more requests' })),
  measure: async (laboratory) => {
    const counts: [string, number][] = [];
    for (const { name, label, fault } of answers) {
      laboratory.step(`${label} …`);
      counts.push([name, await requestsAfter(laboratory, fault)]);
    }
    return Object.fromEntries(counts) as Record<(typeof answers)[number]['name'], number>;
  },
  judge: judgeErrors,
});

/** How many requests follow the one that meets the fault; without a fault, how many follow the cut. */
async function requestsAfter(
  laboratory: Laboratory,
  fault: FaultRequest | undefined,
): Promise<number> {
  const { waiting } = laboratory;
  const before = requestHeads(await laboratory.records()).length;
  const source = laboratory.eventSource(path);
  await waiting.event('the stream to open', source, ['open']);
  if (fault !== undefined) await laboratory.switchOn(fault);
  const settled = waiting.for<void>('the stream to come back or to give up', (found) => {
    const look = () => {
      if (source.readyState !== EventSource.CONNECTING) found();
    };
    source.addEventListener('open', look);
    source.addEventListener('error', look);
    return () => {
      source.removeEventListener('open', look);
      source.removeEventListener('error', look);
    };
  });
  await laboratory.switchOn({ fault: 'cut', for: 0, by: 'rst' });
  await settled;
  if (fault !== undefined && source.readyState === EventSource.OPEN) {
    throw new NotSeen(`The fault ${fault.fault} was on, and the stream opened all the same.`);
  }
  await waiting.pass(quiet);
  source.close();
  await laboratory.calm();
  const requests = requestHeads(await laboratory.records()).length - before;
  return requests - (fault === undefined ? 1 : 2);
}
