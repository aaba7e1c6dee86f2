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

/**
 * @param onShown Called with the key of what a run has shown, or with undefined when a run has shown nothing of it.
 * @throws when the outcome cannot be fetched
 */
export async function watchRuns(
  { lesson, id, sandbox }: Prediction,
  onShown: (shown: string | undefined) => void,
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
    followRuns(laboratory, (tools) => outcome.watch(tools), onShown);
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
  onShown: (shown: string | undefined) => void,
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
      onShown(undefined);
      return;
    }
    over = new AbortController();
    const { signal } = over;
    const clock = new ControlClock(laboratory);
    const scene = new Scene(laboratory, { clock, signal, limit: Number.POSITIVE_INFINITY });
    scene.begin();
    watch(watchTools(scene))
      .catch((error: unknown) => {
        if (error instanceof CheckFailure) return undefined;
        throw error;
      })
      .then((shown) => {
        if (!signal.aborted) onShown(shown);
      })
      .catch((error: unknown) => {
        if (!(error instanceof SessionEnd)) reportError(error);
      })
      .finally(() => over.signal === signal && over.abort(ended));
  });
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
