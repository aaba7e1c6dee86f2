/** Checks in this tab, with its control channel and its space. Browser-safe. */
import type { Files } from '../description.ts';
import type { RunControl } from '../run/run-control.ts';
import { tabSpaces } from '../tab-space.ts';
import { tabControl } from '../wire/tab-control.ts';
import type { Laboratory } from './engine/laboratory.ts';
import { RunDriver } from './engine/run-driver.ts';
import { CheckSession } from './engine/session.ts';
import { loadChecks } from './lesson-checks.ts';
import type { Verdict } from './results.ts';

export interface TabSession {
  cancel(why: string): void;
  over: Promise<Verdict>;
}

interface TabCheck {
  key: string;
  control: RunControl;
  files: Files;
  verdict: Verdict;
  onChange(verdict: Verdict): void;
}

/** All that a laboratory needs but a sandbox's runs. */
export const tabEnvironment: Omit<Laboratory, 'run'> = {
  control: tabControl,
  space: () => tabSpaces.space(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export function checkInTab({ key, control, files, verdict, onChange }: TabCheck): TabSession {
  const laboratory = { ...tabEnvironment, run: control };
  const session = new CheckSession(laboratory, {
    checks: () => loadChecks(key),
    driver: new RunDriver(laboratory, files),
    verdict,
    onChange,
  });
  // In a turn of its own, when the caller knows what it has begun.
  const over = Promise.resolve().then(() => session.run());
  return { cancel: (why) => session.cancel(why), over };
}
