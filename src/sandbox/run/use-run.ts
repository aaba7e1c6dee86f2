/** A sandbox's runs, as React sees them. Browser-safe. */
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { SandboxDescription } from '../description.ts';
import { tabSpaces } from '../tab-space.ts';
import { currentTheme, watchTheme } from '../theme.ts';
import { recordFromNow } from '../wire/tab-control.ts';
import { announceRun } from './page-runs.ts';
import { RunControl } from './run-control.ts';
import type { RunState } from './run-state.ts';
import { RunnerFrame } from './runner-frame.ts';

interface Run {
  control: RunControl;
  state: RunState;
  /** For the iframe that the runner is loaded into. */
  frame: RefObject<HTMLIFrameElement | null>;
}

export function useRun({ key, runnerPage, alongside }: SandboxDescription): Run {
  const [control] = useState(
    () =>
      new RunControl({
        spaces: tabSpaces,
        runnerPage,
        alongside,
        theme: currentTheme,
        record: recordFromNow,
      }),
  );
  const state = useSyncExternalStore(control.subscribe, control.state);
  const frame = useRef<HTMLIFrameElement>(null);

  useEffect(() => announceRun(key, control), [key, control]);
  useEffect(() => {
    if (!frame.current) return;
    const runner = new RunnerFrame(frame.current, control.receive);
    control.attach(runner);
    const unwatch = watchTheme(() => runner.setTheme(currentTheme()));
    return () => {
      unwatch();
      control.detach();
    };
  }, [control]);

  return { control, state, frame };
}
