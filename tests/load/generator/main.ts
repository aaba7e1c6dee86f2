/**
 * The load generator: a process of its own, started for one job, which ends itself when the job is
 * done, when its deadline passes, or when the bench is gone. It talks to 127.0.0.1 only.
 */
import type { Job, Report, Result } from '../job.ts';
import { runDelay } from './delay.ts';
import { runFanOut } from './fan-out.ts';
import { runHold } from './hold.ts';

export type Say = (report: Report) => void;

const say: Say = (report) => process.send?.(report);

function run(job: Job): Promise<Result> {
  switch (job.kind) {
    case 'fanout':
      return runFanOut(job, say);
    case 'delay':
      return runDelay(job, say);
    case 'hold':
      return runHold(job, say);
  }
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
const end = (report: Report) => {
  if (!process.connected) process.exit(1);
  process.send?.(report, () => process.exit(0));
};
process.on('disconnect', () => process.exit(1));
setTimeout(() => end({ type: 'invalid', reason: 'The deadline passed.' }), job.deadline).unref();
try {
  end({ type: 'result', result: await run(job) });
} catch (error) {
  end({ type: 'invalid', reason: error instanceof Error ? error.message : String(error) });
}
