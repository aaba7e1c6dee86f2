/** Starts and stops the runs of one sandbox and keeps what is known of them. Browser-safe. */
import type {
  FromRunner,
  PageQuestion,
  RunSettings,
  Theme,
  ToRunner,
} from '../../runner/protocol.ts';
import type { Files } from '../description.ts';
import { type Origins, ServerProblem, type Space, startAgain } from '../space.ts';
import { type Asking, PageAsks } from './page-asks.ts';
import { giveTurnBack, takeTurn } from './registry.ts';
import { noRun, type Problem, type RunEvent, type RunState, reduceRun } from './run-state.ts';

/** What a run needs of `RunnerFrame`. */
export interface Frame {
  load(url: string): Promise<void>;
  run(files: Files, settings: RunSettings): void;
  send(message: ToRunner): void;
  stop(): void;
  destroy(): void;
}

export interface RunControlOptions {
  spaces: { origins(): Promise<Origins>; remembered(): Space | undefined; space(): Promise<Space> };
  /** Path of the runner's page on the runner's origin. */
  runnerPage: string;
  alongside: boolean;
  theme(): Theme;
  /** Begins to record the wire, so that nothing of a run is missed; resolves also when it cannot. */
  record(): Promise<void>;
}

/** The shortest time between two renderings of what the runner says, in milliseconds. */
const renderingInterval = 16;

let runs = 0;

export class RunControl {
  readonly #options: RunControlOptions;
  readonly #listeners = new Set<() => void>();
  #state: RunState = noRun;
  #frame: Frame | undefined;
  #queue: FromRunner[] = [];
  readonly #asks = new PageAsks();
  #flushing: ReturnType<typeof setTimeout> | undefined;
  /** A run was sent to the frame and nothing has come back. */
  #unanswered = false;
  #isCheck = false;

  constructor(options: RunControlOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): RunState => this.#state;

  /** Loads the runner's page ahead of the first run. */
  attach(frame: Frame): void {
    this.#frame = frame;
    this.#loadRunner(frame).catch((error: unknown) => {
      if (this.#state.phase === 'idle')
        this.#apply({ type: 'no-server', problem: problemOf(error) });
    });
  }

  detach(): void {
    clearTimeout(this.#flushing);
    giveTurnBack(this);
    this.#asks.giveUp();
    this.#frame?.destroy();
    this.#frame = undefined;
  }

  /**
   * Runs in the space that the tab had last, without waiting for the server to say that it still knows it;
   * if it does not, the run begins again in a new one.
   * @param check set when a check runs the code: `random` is what chance gives in this run, from 0 to 1, if not chance
   */
  async start(files: Files, check?: { random: number | undefined }): Promise<void> {
    const frame = this.#frame;
    if (!frame) return;
    if (this.#unanswered) {
      this.#asks.giveUp();
      frame.destroy();
    }
    if (!this.#options.alongside) takeTurn(this);
    const { spaces } = this.#options;
    const random = check?.random;
    this.#isCheck = check !== undefined;
    const run = this.#ask();
    const last = spaces.remembered();
    const checked = spaces.space();
    // Awaited below, unless the runner is not there either.
    checked.catch(() => {});
    try {
      await Promise.all([this.#loadRunner(frame), this.#options.record()]);
      if (last && this.#wants(run)) this.#send(frame, files, run, last, random);
      const space = await checked;
      if (space.base !== last?.base && this.#wants(run)) {
        this.#send(frame, files, last ? this.#ask() : run, space, random);
      }
    } catch (error) {
      if (!this.#wants(run)) return;
      frame.stop();
      giveTurnBack(this);
      this.#apply({ type: 'no-server', problem: problemOf(error) });
    }
  }

  readonly stop = (): void => {
    giveTurnBack(this);
    if (this.#state.phase !== 'running' && this.#state.phase !== 'starting') return;
    this.#frame?.stop();
    this.#apply({ type: 'stopped' });
  };

  /** The run was started by a check, not by the reader. */
  get isCheck(): boolean {
    return this.#isCheck;
  }

  /** When the answer comes, all that the runner said before is in the state. */
  askPage(question: PageQuestion): Asking {
    return this.#asks.ask(question, (message) => this.#frame?.send(message));
  }

  /** The reader has changed a file: its errors are no longer where they were. */
  edited(path: string): void {
    this.#apply({ type: 'edited', path });
  }

  /** Takes what the runner says. A flood of it is rendered in batches. */
  readonly receive = (message: FromRunner): void => {
    this.#unanswered = false;
    if (message.type === 'page-answer') {
      this.#flush();
      this.#asks.take(message);
      return;
    }
    this.#queue.push(message);
    if (this.#flushing) return;
    this.#flush();
    this.#flushing = setTimeout(() => {
      this.#flushing = undefined;
      this.#flush();
    }, renderingInterval);
  };

  #ask(): string {
    runs += 1;
    // The time tells the runs of this page from those before it was reloaded.
    const run = `${Date.now().toString(36)}-${runs}`;
    this.#apply({ type: 'asked', run });
    return run;
  }

  #wants(run: string): boolean {
    return this.#state.run === run && this.#state.phase !== 'stopped';
  }

  #send(frame: Frame, files: Files, run: string, { base }: Space, random?: number): void {
    this.#unanswered = true;
    const settings = { run, base, theme: this.#options.theme() };
    frame.run(files, random === undefined ? settings : { ...settings, random });
  }

  #flush(): void {
    const messages = this.#queue;
    this.#queue = [];
    if (messages.length > 0) this.#apply({ type: 'received', messages });
    if (this.#state.phase === 'failed') giveTurnBack(this);
  }

  async #loadRunner(frame: Frame): Promise<void> {
    const { runner } = await this.#options.spaces.origins();
    await frame.load(new URL(this.#options.runnerPage, runner).href);
  }

  #apply(event: RunEvent): void {
    const state = reduceRun(this.#state, event);
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ServerProblem) {
    const { reason, message, help } = error;
    return { message, help: reason === 'away' ? `${startAgain} press Run.` : help };
  }
  return {
    message: 'The page that runs your code does not load.',
    help: `The live server serves it too. ${startAgain} press Run.`,
  };
}
