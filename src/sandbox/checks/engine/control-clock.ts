/** The server's clock, read over the control channel. Browser-safe. */
import { ServerProblem, type Space, startAgain } from '../../space.ts';
import type { ServerClock } from '../wait/server-clock.ts';
import { type Laboratory, SessionEnd } from './laboratory.ts';

/** How long the channel may take to come back from a server that is there, in milliseconds. */
const patience = 20_000;
/** How often a request is made while the server is there. */
const attempts = 4;
/** And how long it waits before it is made again, in milliseconds. */
const pause = 200;
const away = `The live server does not answer. ${startAgain} press Check.`;

export class ControlClock implements ServerClock {
  readonly #laboratory: Omit<Laboratory, 'run'>;
  #space: string | undefined;

  constructor(laboratory: Omit<Laboratory, 'run'>) {
    this.#laboratory = laboratory;
  }

  /** Resolves when the channel is open. @throws {SessionEnd} when the server is away */
  async open(): Promise<void> {
    const { id } = await this.#findSpace().catch((problem: unknown): never => {
      const isThere = problem instanceof ServerProblem && problem.reason !== 'away';
      throw new SessionEnd('away', isThere ? `${problem.message} ${problem.help}` : away);
    });
    if (this.#space !== undefined && id !== this.#space) {
      throw new SessionEnd('away', 'The live server was started anew. Press Check again.');
    }
    this.#space = id;
    await this.#untilOpen();
  }

  mark(): Promise<number> {
    return this.insist(() => this.#laboratory.control.mark());
  }

  /** Makes a request of the channel, again when the connection was lost under it. @throws when it is refused */
  async insist<Value>(request: () => Promise<Value>): Promise<Value> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request();
      } catch (problem) {
        if (attempt === attempts) throw problem;
        await this.open();
        await this.after(pause * attempt, new AbortController().signal);
      }
    }
  }

  after(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const cancel = this.#laboratory.after(milliseconds, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }

  /** A server that is there may be too busy to answer in time. */
  async #findSpace(): Promise<Space> {
    for (let attempt = 1; attempt < attempts; attempt += 1) {
      try {
        return await this.#laboratory.space();
      } catch (problem) {
        if (problem instanceof ServerProblem && problem.reason === 'refused') throw problem;
        await this.after(pause, new AbortController().signal);
      }
    }
    return this.#laboratory.space();
  }

  #untilOpen(): Promise<void> {
    const { control, after } = this.#laboratory;
    return new Promise((resolve, reject) => {
      if (control.snapshot().state === 'open') return resolve();
      const cancel = after(patience, () => {
        unsubscribe();
        reject(new SessionEnd('away', away));
      });
      const unsubscribe = control.subscribe(() => {
        if (control.snapshot().state !== 'open') return;
        cancel();
        unsubscribe();
        resolve();
      });
    });
  }
}
