import type { Show } from './lane.ts';

export function followEventSource(base: string, show: Show) {
  const url = new URL('sse/clock?every=500', base);
  const stream = new EventSource(url);
  stream.addEventListener('tick', show);
  return stream;
}
