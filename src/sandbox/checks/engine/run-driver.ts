/** Starts and stops the runs of a check, and notices when somebody else does. Browser-safe. */
import type { Files } from '../../description.ts';
import type { RunState } from '../../run/run-state.ts';
import { CheckFailure } from '../failure.ts';
import { type Laboratory, SessionEnd } from './laboratory.ts';

/** How long the runner may take to answer, in milliseconds. */
const patience = 20_000;

export class RunDriver {
  readonly #laboratory: Laboratory;
  readonly #files: Files;
  /** How many of our own calls are at work. */
  #acting = 0;
  #run: string | undefined;
  #isOver = false;

  constructor(laboratory: Laboratory, files: Files) {
    this.#laboratory = laboratory;
    this.#files = files;
  }

  /** Why the checks are not alone with the run any more; undefined while they are. */
  get interference(): string | undefined {
    if (this.#acting > 0 || this.#run === undefined) return undefined;
    const { run, phase } = this.#laboratory.run.state();
    if (run !== this.#run) return 'The code was run by hand.';
    return phase === 'stopped' ? 'The run was stopped.' : undefined;
  }

  /** Resolves when the run's page is gone, and with it all its connections. */
  async stop(): Promise<void> {
    const { run } = this.#laboratory;
    const { phase } = run.state();
    await this.#act(async () => {
      this.#run = undefined;
      if (phase !== 'running' && phase !== 'starting') return;
      run.stop();
      await this.#untilAnswered();
    });
  }

  /** Ends the run if it is still ours, and lets nobody begin another. */
  leave(): void {
    const { run } = this.#laboratory;
    const isOurs = run.state().run === this.#run;
    this.#isOver = true;
    this.#run = undefined;
    if (isOurs) run.stop();
  }

  /** Resolves when the code is at work. @throws {CheckFailure} when it cannot be, {SessionEnd} without a server */
  async start(random: number | undefined): Promise<void> {
    const { run } = this.#laboratory;
    await this.#act(async () => {
      await run.start(this.#files, { random });
      // A runner that is there may be too busy to load in time.
      if (run.state().phase === 'no-server') await run.start(this.#files, { random });
      const started = run.state().run;
      // The runner answers in order: what it said of compiling has come with the answer.
      if (run.state().phase === 'starting' || run.state().phase === 'running') {
        await this.#untilAnswered();
      }
      if (run.state().run !== started) {
        throw new SessionEnd('cancelled', 'The code was run by hand.');
      }
      this.#run = started;
      judgeStart(run.state());
    });
  }

  async #act(act: () => Promise<void>): Promise<void> {
    if (this.#isOver) throw new SessionEnd('cancelled', 'The checks are over.');
    this.#acting += 1;
    try {
      await act();
    } finally {
      this.#acting -= 1;
    }
  }

  #untilAnswered(): Promise<void> {
    const { run, after } = this.#laboratory;
    const { promise, resolve } = Promise.withResolvers<void>();
    const asking = run.askPage({ about: 'texts', selector: 'html' });
    const cancel = after(patience, resolve);
    void asking.answer.then(() => resolve());
    return promise.finally(() => {
      cancel();
      asking.forget();
    });
  }
}

function judgeStart({ phase, problem, errors, lines }: RunState): void {
  switch (phase) {
    case 'running':
      return;
    case 'stopped':
      throw new SessionEnd('cancelled', 'The run was stopped.');
    case 'no-server':
      throw new SessionEnd('away', `${problem?.message} ${problem?.help}`);
    default: {
      const error = errors.at(-1) ?? lines.findLast((line) => line.error)?.error;
      throw new CheckFailure(
        'the code to start',
        error ? error.message : (problem?.message ?? 'it did not start'),
      );
    }
  }
}
