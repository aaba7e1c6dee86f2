/** Runs the checks of a sandbox, one after the other, each on a run of its own, as far as the first that fails. Browser-safe. */
import type { Check } from '../api.ts';
import { expect } from '../expectations.ts';
import type { Result, Verdict, VerdictState } from '../results.ts';
import { consoleTools } from '../tools/console-tools.ts';
import { faultTools } from '../tools/fault-tools.ts';
import { pageTools } from '../tools/page-tools.ts';
import { runTools } from '../tools/run-tools.ts';
import { wireTools } from '../tools/wire-tools.ts';
import type { Tools } from '../tools.ts';
import { ControlClock } from './control-clock.ts';
import { type Laboratory, SessionEnd } from './laboratory.ts';
import { reportOf } from './report.ts';
import type { RunDriver } from './run-driver.ts';
import { Scene } from './scene.ts';

/** How long a wait may take unless it says otherwise, in milliseconds. */
const limit = 10_000;

export interface SessionOptions {
  /** Fetches the checks. */
  checks(): Promise<readonly Check[]>;
  driver: RunDriver;
  /** What is known from the beginning, such as the files' fingerprint. */
  verdict: Verdict;
  onChange(verdict: Verdict): void;
}

export class CheckSession {
  readonly #laboratory: Laboratory;
  readonly #options: SessionOptions;
  readonly #ending = new AbortController();
  readonly #clock: ControlClock;
  #verdict: Verdict;

  constructor(laboratory: Laboratory, options: SessionOptions) {
    this.#laboratory = laboratory;
    this.#options = options;
    this.#verdict = options.verdict;
    this.#clock = new ControlClock(laboratory);
  }

  /** @param why A sentence for the reader, such as `The code was edited.` */
  cancel(why: string): void {
    this.#ending.abort(new SessionEnd('cancelled', why));
  }

  /** Resolves when it is over, however it ends. */
  async run(): Promise<Verdict> {
    const { control, run } = this.#laboratory;
    const { driver } = this.#options;
    const leave = control.follow();
    const unsubscribe = run.subscribe(() => {
      if (driver.interference) this.cancel(driver.interference);
    });
    this.#tell({ state: 'running' });
    try {
      const checks = await this.#orEnd(this.#prepare());
      for (const [index, check] of checks.entries()) {
        if (!(await this.#judge(index, check))) break;
      }
      this.#finish(
        this.#verdict.results.every(({ state }) => state === 'passed') ? 'passed' : 'failed',
      );
    } catch (error) {
      const end = error instanceof SessionEnd ? error : undefined;
      this.#finish(end?.reason ?? 'away', end?.message ?? (error as Error).message);
    } finally {
      unsubscribe();
      driver.leave();
      if (control.snapshot().active.length > 0) await control.calm().catch(() => {});
      leave();
    }
    return this.#verdict;
  }

  async #prepare(): Promise<readonly Check[]> {
    const checks = await this.#options.checks().catch((): never => {
      throw new SessionEnd(
        'away',
        'The checks could not be fetched. Check again when the server answers.',
      );
    });
    await this.#clock.open();
    await this.#options.driver.stop();
    this.#laboratory.control.clear();
    await this.#clock.mark();
    return checks;
  }

  /** @returns Whether it passed. @throws {SessionEnd} */
  async #judge(index: number, check: Check): Promise<boolean> {
    this.#mark(index, { state: 'running' });
    const over = new AbortController();
    const signal = AbortSignal.any([this.#ending.signal, over.signal]);
    const onPending = ([words]: readonly string[]): void => {
      if (signal.aborted) return;
      this.#mark(index, { state: 'running', ...(words !== undefined && { awaits: words }) });
    };
    const scene = new Scene(this.#laboratory, { clock: this.#clock, signal, limit, onPending });
    try {
      await this.#orEnd(check.judge(this.#tools(scene)));
      this.#mark(index, { state: 'passed' });
      return true;
    } catch (error) {
      if (error instanceof SessionEnd) throw error;
      this.#mark(index, { state: 'failed', failure: reportOf(error, this.#laboratory) });
      return false;
    } finally {
      over.abort(new SessionEnd('cancelled', 'The check is over.'));
    }
  }

  #tools(scene: Scene): Tools {
    return {
      run: runTools(scene, this.#options.driver),
      wire: wireTools(scene),
      faults: faultTools(scene),
      console: consoleTools(scene),
      page: pageTools(scene),
      expect,
    };
  }

  /** A check may await something of its own; the end of the session does not wait for that. */
  #orEnd<Value>(work: Promise<Value>): Promise<Value> {
    const { signal } = this.#ending;
    const { promise, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', abort));
  }

  #finish(state: VerdictState, problem?: string): void {
    const results = this.#verdict.results.map((result) =>
      result.state === 'waiting' || result.state === 'running'
        ? { words: result.words, state: 'not-reached' as const }
        : result,
    );
    this.#tell({ state, results, ...(problem !== undefined && { problem }) });
  }

  #mark(index: number, became: Omit<Result, 'words'>): void {
    const results = this.#verdict.results.map((result, at) =>
      at === index ? { words: result.words, ...became } : result,
    );
    this.#tell({ results });
  }

  #tell(change: Partial<Verdict>): void {
    this.#verdict = { ...this.#verdict, ...change };
    this.#options.onChange(this.#verdict);
  }
}
