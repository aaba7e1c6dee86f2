/** Listens to the console of a run. Browser-safe. */

import type { ConsoleQueue } from '../console/console-queue.ts';
import { encodeValues } from '../console/encode.ts';
import { format } from '../console/format.ts';
import type { ConsoleEntry } from '../protocol.ts';
import { type RunWindow, replace } from './run-window.ts';

type Method = ConsoleEntry['method'];
type Said = { method: Method; values: unknown[] } | undefined;

/** How each function of the console is shown; those that are not here are left to the browser's own console. */
function interpreters(now: () => number): Record<string, (values: unknown[]) => Said> {
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const say = (method: Method) => (values: unknown[]) => ({ method, values: format(values) });
  const nameOf = ([label]: unknown[]): string => (label === undefined ? 'default' : String(label));
  const elapsed = (values: unknown[]): Said => {
    const name = nameOf(values);
    const start = timers.get(name);
    if (start === undefined) {
      return {
        method: 'warn',
        values: [`There is no timer "${name}": start it with console.time.`],
      };
    }
    const text = `${name}: ${(now() - start).toFixed(1)} ms`;
    return { method: 'time', values: [text, ...values.slice(1)] };
  };
  return {
    log: say('log'),
    info: say('info'),
    debug: say('debug'),
    warn: say('warn'),
    error: say('error'),
    trace: say('log'),
    group: say('log'),
    groupCollapsed: say('log'),
    dir: ([value]) => ({ method: 'log', values: [value] }),
    dirxml: say('log'),
    table: ([value]) => ({ method: 'table', values: [value] }),
    clear: () => ({ method: 'clear', values: [] }),
    assert: ([condition, ...values]) =>
      condition ? undefined : { method: 'assert', values: format(assertion(values)) },
    count(values) {
      const name = nameOf(values);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return { method: 'count', values: [`${name}: ${count}`] };
    },
    countReset(values) {
      counts.delete(nameOf(values));
      return undefined;
    },
    time(values) {
      timers.set(nameOf(values), now());
      return undefined;
    },
    timeLog: elapsed,
    timeEnd(values) {
      const said = elapsed(values);
      timers.delete(nameOf(values));
      return said;
    },
  };
}

export function installConsole(
  { console, performance }: RunWindow,
  queue: ConsoleQueue,
  encode: (values: unknown[]) => unknown[] = encodeValues,
): void {
  const all = interpreters(() => performance.now());
  for (const [name, interpret] of Object.entries(all)) {
    replace(console as unknown as Record<string, () => void>, name, {
      apply(original, self, values: unknown[]) {
        const said = interpret(values);
        if (said) queue.add(said.method, () => encode(said.values));
        // The browser's own console has them too, while they can be read.
        if (!queue.full) Reflect.apply(original, self, values);
      },
    });
  }
}

function assertion(values: readonly unknown[]): unknown[] {
  const [first, ...rest] = values;
  if (values.length === 0) return ['Assertion failed'];
  return typeof first === 'string'
    ? [`Assertion failed: ${first}`, ...rest]
    : ['Assertion failed:', ...values];
}
