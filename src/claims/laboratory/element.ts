/** `<duplex-experiment>`: runs an experiment when the reader asks, and keeps what it yields. Browser only. */
import { giveTurnBack, takeTurn } from '../../sandbox/run/registry.ts';
import { ServerProblem } from '../../sandbox/space.ts';
import { browserName } from './browser-name.ts';
import type { Experiment, Finding, Readings } from './experiment.ts';
import { type Kept, keep, recall } from './kept.ts';
import { fillCells, readerStorage, whenAndWhere } from './reading-cells.ts';
import type { Progress } from './run-experiment.ts';

const experiments = import.meta.glob<Experiment>('../experiments/*.ts', { import: 'default' });

class ExperimentElement extends HTMLElement {
  #running: AbortController | undefined;
  /** It takes the turn of a sandbox, because a sandbox that runs holds connections. */
  readonly #turn = { stop: () => this.#stop('Stopped, because a sandbox of this page runs.') };

  connectedCallback(): void {
    this.#button('run').addEventListener('click', () => void this.#run());
    this.#button('stop').addEventListener('click', () => this.#stop('Stopped.'));
    this.#show(false);
    const kept = recall(readerStorage(), this.#name);
    if (kept) this.#showKept(kept);
  }

  disconnectedCallback(): void {
    this.#stop('');
  }

  get #name(): string {
    return this.dataset['name'] ?? '';
  }

  async #run(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    takeTurn(this.#turn);
    this.#show(true);
    this.#progressed({ text: 'Starting …', done: 0 });
    try {
      const { finding, readings } = await this.#measure(running.signal);
      const kept: Kept = {
        at: new Date().toISOString(),
        browser: browserName(navigator.userAgent),
        readings,
        finding,
      };
      if (finding.outcome === 'disturbed') {
        // Such readings say nothing, so those from before stay.
        this.#say(finding.text);
      } else {
        keep(readerStorage(), this.#name, kept);
        this.#showKept(kept);
      }
    } catch (problem) {
      this.#say(wordsFor(problem));
    } finally {
      giveTurnBack(this.#turn);
      if (this.#running === running) this.#show(false);
    }
  }

  async #measure(signal: AbortSignal): Promise<{ finding: Finding; readings: Readings[] }> {
    const load = experiments[`../experiments/${this.#name}.ts`];
    if (!load) throw new Error(`There is no experiment ${this.#name}.`);
    const [experiment, { runExperiment }] = await Promise.all([
      load(),
      import('./run-experiment.ts'),
    ]);
    const readings = await runExperiment(experiment, signal, (progress) =>
      this.#progressed(progress),
    );
    return { finding: experiment.judge(readings), readings };
  }

  #stop(why: string): void {
    this.#running?.abort(new Error(why));
  }

  #show(isRunning: boolean): void {
    this.dataset['state'] = isRunning ? 'running' : 'idle';
    const [run, stop] = [this.#button('run'), this.#button('stop')];
    const hadFocus = document.activeElement === run || document.activeElement === stop;
    run.disabled = isRunning;
    stop.disabled = !isRunning;
    // A button that is switched off loses the focus, and the keyboard its place.
    if (hadFocus) (isRunning ? stop : run).focus();
  }

  #progressed({ text, done }: Progress): void {
    this.#say(text);
    this.#part<HTMLProgressElement>('progress').value = done;
  }

  #showKept(kept: Kept): void {
    this.#part<HTMLProgressElement>('progress').value = 1;
    this.dataset['outcome'] = kept.finding.outcome;
    this.#say(kept.finding.text);
    this.#part('when').textContent = `Measured in this browser on ${whenAndWhere(kept)}.`;
    fillCells(this.#name, kept);
  }

  #say(text: string): void {
    this.#part('status').textContent = text;
  }

  #button(name: string): HTMLButtonElement {
    return this.#part<HTMLButtonElement>(name);
  }

  #part<Part extends HTMLElement>(name: string): Part {
    const part = this.querySelector<Part>(`[data-part="${name}"]`);
    if (!part) throw new Error(`An experiment on this page has no ${name}.`);
    return part;
  }
}

function wordsFor(problem: unknown): string {
  if (problem instanceof ServerProblem) return `${problem.message} ${problem.help}`;
  return problem instanceof Error ? problem.message : String(problem);
}

customElements.define('duplex-experiment', ExperimentElement);
