/** What one check, or one watcher, sees: the records and the state of the current run. Browser-safe. */
import type { WireRecord } from '../../../../sandbox-server/wire/record.ts';
import { ExchangeLog } from '../model/exchange-log.ts';
import { Waits } from '../wait/waits.ts';
import type { ControlClock } from './control-clock.ts';
import type { Laboratory } from './laboratory.ts';

/** What is watched; starting and stopping the run are for others. */
export type Watched = Omit<Laboratory, 'run'> & {
  run: Pick<Laboratory['run'], 'state' | 'subscribe' | 'askPage'>;
};

export interface SceneOptions {
  clock: ControlClock;
  /** Aborted when the check is over: what it still waits for ends. */
  signal: AbortSignal;
  /** The limit of waits that have none of their own, in milliseconds. */
  limit: number;
  /** Told whenever what is still to come has changed, in the words of what is waited for. */
  onPending?(words: readonly string[]): void;
}

export class Scene {
  readonly laboratory: Watched;
  readonly clock: ControlClock;
  readonly waits: Waits;
  #log: ExchangeLog;
  /** Number of the newest record that was taken, or that is none of this run's. */
  #newest = 0;

  constructor(laboratory: Watched, { clock, signal, limit, onPending }: SceneOptions) {
    this.laboratory = laboratory;
    this.clock = clock;
    const isHopeless = () => laboratory.run.state().phase === 'failed';
    this.waits = new Waits({ clock, signal, limit, isHopeless, onPending });
    this.#log = new ExchangeLog(this.waits.wait);
    this.begin();
    const unsubscribe = [
      laboratory.control.subscribe(() => this.#take()),
      laboratory.run.subscribe(() => this.waits.changed()),
    ];
    signal.addEventListener('abort', () => {
      for (const leave of unsubscribe) leave();
    });
  }

  get log(): ExchangeLog {
    return this.#log;
  }

  /** All that was recorded so far is of another run. */
  begin(): void {
    this.#newest = this.laboratory.control.snapshot().records.at(-1)?.number ?? this.#newest;
    this.#log = new ExchangeLog(this.waits.wait);
  }

  #take(): void {
    for (const record of this.#fresh()) {
      this.#newest = record.number;
      this.#log.take(record);
    }
    this.waits.changed();
  }

  #fresh(): readonly WireRecord[] {
    const { records } = this.laboratory.control.snapshot();
    let start = records.length;
    while (start > 0 && (records[start - 1]?.number ?? 0) > this.#newest) start -= 1;
    return records.slice(start);
  }
}
