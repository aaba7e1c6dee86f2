/** The runs of every sandbox on this page, for what stands beside the sandboxes. Browser-safe. */
import type { RunControl } from './run-control.ts';

export type PageRun = Pick<RunControl, 'state' | 'subscribe' | 'askPage' | 'isCheck'>;

const runs = new Map<string, PageRun>();
const listeners = new Set<(key: string, run: PageRun) => void>();

/** @returns Takes it back, when the sandbox goes. */
export function announceRun(key: string, run: PageRun): () => void {
  runs.set(key, run);
  for (const listener of listeners) listener(key, run);
  return () => {
    if (runs.get(key) === run) runs.delete(key);
  };
}

/** Calls back with the sandbox's runs, now and whenever its workbench is built again. */
export function onRun(key: string, listener: (run: PageRun) => void): void {
  const known = runs.get(key);
  if (known) listener(known);
  listeners.add((announced, run) => {
    if (announced === key) listener(run);
  });
}
