import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Report, Result } from '../job.ts';

const script = fileURLToPath(new URL('../generator/main.ts', import.meta.url));

/** What the bench does at the turning points of a job. */
export interface Moments {
  started?(): Promise<void>;
  finished?(): Promise<void>;
  /** For a job that holds connections: they are open; the job ends when this settles. */
  holding?(): Promise<void>;
}

/** Runs one job in a process of its own; rejects with a plain reason when its result is invalid. */
export function runJob(job: Job, moments: Moments = {}): Promise<Result> {
  const child: ChildProcess = fork(script, [JSON.stringify(job)]);
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const pending: Promise<void>[] = [];
  let reported = false;
  child.on('message', (report: Report) => {
    switch (report.type) {
      case 'started':
        if (moments.started) pending.push(moments.started());
        break;
      case 'finished':
        if (moments.finished) pending.push(moments.finished());
        break;
      case 'holding':
        pending.push(
          (moments.holding?.() ?? Promise.resolve()).then(() => void child.send('release')),
        );
        break;
      case 'result':
        reported = true;
        Promise.all(pending).then(() => resolve(report.result), reject);
        break;
      case 'invalid':
        reject(new Error(report.reason));
    }
  });
  child.on('error', reject);
  child.on('exit', (code) => {
    if (!reported) reject(new Error(`The load generator ended with code ${code}.`));
  });
  return promise;
}
