/** The page's own clock and turns. Browser-safe. */
import type { Timer } from './console/console-queue.ts';

export const timer: Timer = {
  now: () => performance.now(),
  after(delay, task) {
    const id = setTimeout(task, delay);
    return () => clearTimeout(id);
  },
};

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Calls back in the next turn of the event loop, sooner than any timer. */
export function later(task: () => void): void {
  waiting.push(task);
  channel.port2.postMessage(undefined);
}
