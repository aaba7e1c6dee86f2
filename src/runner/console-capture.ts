import { encodeValues } from './encode-value.ts';
import type { ConsoleEntry } from './protocol.ts';

/** Entries that one delivery holds; of a flood the rest is counted only. */
const mostEntries = 400;
/** Milliseconds between two deliveries. */
const interval = 30;

/** Hears what a document logs and hands it on in batches; the browser's own console still gets everything. */
export class ConsoleCapture {
  readonly #deliver: (entries: ConsoleEntry[]) => void;
  #entries: ConsoleEntry[] = [];
  #leftOut = 0;
  #counted = 0;
  #scheduled = false;

  constructor(deliver: (entries: ConsoleEntry[]) => void) {
    this.#deliver = deliver;
  }

  add(method: ConsoleEntry['method'], values: readonly unknown[]): void {
    if (this.#entries.length >= mostEntries) {
      this.#leftOut += 1;
      return;
    }
    this.#counted += 1;
    this.#entries.push({ method, id: String(this.#counted), data: encodeValues(values) });
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => this.flush(), interval);
  }

  flush(): void {
    this.#scheduled = false;
    if (this.#leftOut > 0) {
      const note = `${this.#leftOut} more messages came at once and are left out.`;
      this.#entries.push({ method: 'warn', id: `${this.#counted}+`, data: [note] });
    }
    const entries = this.#entries;
    this.#entries = [];
    this.#leftOut = 0;
    if (entries.length > 0) this.#deliver(entries);
  }

  /** Makes the document's console report here. */
  attach(target: Console): void {
    for (const method of ['log', 'debug', 'info', 'warn', 'error', 'table', 'clear'] as const) {
      this.#replace(target, method, (values) => this.add(method, values));
    }
    this.#replace(target, 'assert', ([condition, ...rest]) => {
      if (!condition) this.add('assert', ['Assertion failed', ...rest]);
    });
    const counts = new Map<string, number>();
    this.#replace(target, 'count', ([label = 'default']) => {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      this.add('count', [`${label}: ${count}`]);
    });
    const starts = new Map<string, number>();
    this.#replace(target, 'time', ([label = 'default']) =>
      starts.set(String(label), performance.now()),
    );
    for (const method of ['timeLog', 'timeEnd'] as const) {
      this.#replace(target, method, ([label = 'default', ...rest]) => {
        const start = starts.get(String(label));
        if (start === undefined) return;
        this.add('time', [`${label}: ${(performance.now() - start).toFixed(1)} ms`, ...rest]);
        if (method === 'timeEnd') starts.delete(String(label));
      });
    }
  }

  #replace(target: Console, method: keyof Console, report: (values: unknown[]) => void): void {
    const native = target[method] as (...values: unknown[]) => void;
    const replacement = (...values: unknown[]) => {
      report(values);
      native.apply(target, values);
    };
    (target as unknown as Record<string, unknown>)[method as string] = replacement;
  }
}
