/** Watches what a reader's own runs show about a prediction. Browser-safe. */
import { onRun, type PageRun } from '../run/page-runs.ts';
import { tabControl } from '../wire/tab-control.ts';
import { tabEnvironment } from './check-in-tab.ts';
import { ControlClock } from './engine/control-clock.ts';
import { type Laboratory, SessionEnd } from './engine/laboratory.ts';
import { Scene } from './engine/scene.ts';
import { CheckFailure } from './failure.ts';
import { loadOutcome } from './lesson-checks.ts';
import { consoleTools } from './tools/console-tools.ts';
import { faultTools } from './tools/fault-tools.ts';
import { pageTools } from './tools/page-tools.ts';
import { connectionTools } from './tools/run-tools.ts';
import { wireTools } from './tools/wire-tools.ts';
import type { WatchTools } from './tools.ts';

export interface Prediction {
  /** Name of the lesson's folder. */
  lesson: string;
  /** Id of the `<Predict>`. */
  id: string;
  /** Key of the sandbox whose runs are watched. */
  sandbox: string;
}

export interface Watcher {
  /** What a run has shown, as the key of a choice; undefined when a run has shown nothing of it. */
  shown(key: string | undefined): void;
  /** A run has been watched for a while, and this is still to come, in words; undefined when none is watched any more. */
  awaits(words: readonly string[] | undefined): void;
}

/** How long something has to be still to come before it is told, in milliseconds: most of it comes sooner. */
const whileBefore = 1500;

/** @throws when the outcome cannot be fetched */
export async function watchRuns(
  { lesson, id, sandbox }: Prediction,
  watcher: Watcher,
): Promise<void> {
  const outcome = await loadOutcome(lesson, id);
  if (!outcome) return;
  // The wire is recorded from now on, so that the run is seen from its beginning.
  tabControl.follow();
  await untilOpen();
  // What was recorded before, and comes now, is no part of it.
  await tabControl.mark().catch(() => {});
  onRun(sandbox, (run) => {
    const laboratory = { ...tabEnvironment, run };
    // One that is under way has not been seen from its beginning.
    if (run.state().phase === 'running' && !run.isCheck) watcher.shown(undefined);
    followRuns(laboratory, (tools) => outcome.watch(tools), watcher);
  });
}

function untilOpen(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = () => tabControl.snapshot().state === 'open' && resolve();
  const unsubscribe = tabControl.subscribe(look);
  look();
  return promise.finally(unsubscribe);
}

type Watched = Omit<Laboratory, 'run'> & { run: PageRun };

function followRuns(
  laboratory: Watched,
  watch: (tools: WatchTools) => Promise<string | undefined>,
  watcher: Watcher,
): void {
  const { run } = laboratory;
  let watched = run.state().run;
  let over = new AbortController();
  run.subscribe(() => {
    const { run: name, phase } = run.state();
    if (phase === 'stopped') over.abort(ended);
    if (name === watched) return;
    watched = name;
    over.abort(ended);
    if (run.isCheck) return;
    if (laboratory.control.snapshot().state !== 'open') {
      watcher.shown(undefined);
      return;
    }
    over = new AbortController();
    const { signal } = over;
    const clock = new ControlClock(laboratory);
    const scene = new Scene(laboratory, {
      clock,
      signal,
      limit: Number.POSITIVE_INFINITY,
      onPending: tellLater(laboratory, signal, watcher),
    });
    scene.begin();
    watch(watchTools(scene))
      .catch((error: unknown) => {
        if (error instanceof CheckFailure) return undefined;
        throw error;
      })
      .then((shown) => {
        if (!signal.aborted) watcher.shown(shown);
      })
      .catch((error: unknown) => {
        if (!(error instanceof SessionEnd)) reportError(error);
      })
      .finally(() => over.signal === signal && over.abort(ended));
  });
}

/** Tells what is still to come once it has been for a while. */
function tellLater(
  { after }: Watched,
  signal: AbortSignal,
  watcher: Watcher,
): (words: readonly string[]) => void {
  let cancel = (): void => {};
  signal.addEventListener('abort', () => {
    cancel();
    watcher.awaits(undefined);
  });
  return (words) => {
    cancel();
    if (!signal.aborted) cancel = after(whileBefore, () => watcher.awaits(words));
  };
}

const ended = new SessionEnd('cancelled', 'The run is over.');

function watchTools(scene: Scene): WatchTools {
  return {
    run: connectionTools(scene),
    wire: wireTools(scene),
    faults: faultTools(scene),
    console: consoleTools(scene),
    page: pageTools(scene),
  };
}
