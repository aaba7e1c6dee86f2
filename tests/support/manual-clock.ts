/** Time that stands still until a test moves it. */
import type { Clock } from '../../sandbox-server/clock.ts';

interface Task {
  due: number;
  /** Null for a task that runs once. */
  period: number | null;
  run: () => void;
}

export class ManualClock implements Clock {
  readonly #tasks = new Set<Task>();
  #now: number;

  /** Starts in the spring of 2026 unless told otherwise, in milliseconds since 1970. */
  constructor(now = Date.UTC(2026, 2, 21)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, task: () => void): () => void {
    return this.#add({ due: this.#now + milliseconds, period: null, run: task });
  }

  every(milliseconds: number, task: () => void): () => void {
    return this.#add({ due: this.#now + milliseconds, period: milliseconds, run: task });
  }

  /** How many tasks wait for their time. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** Moves time on and runs what falls due, in the order of time, each at its own time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let task = this.#next(end); task !== undefined; task = this.#next(end)) {
      this.#now = task.due;
      if (task.period === null) this.#tasks.delete(task);
      else task.due += task.period;
      task.run();
    }
    this.#now = end;
  }

  #add(task: Task): () => void {
    this.#tasks.add(task);
    return () => this.#tasks.delete(task);
  }

  #next(end: number): Task | undefined {
    let next: Task | undefined;
    for (const task of this.#tasks) {
      if (task.due <= end && (next === undefined || task.due < next.due)) next = task;
    }
    return next;
  }
}
