import { createPage } from './page.ts';

interface Tick {
  /** Counts from 1, so a missing number is a missing event. */
  count: number;
}

const page = createPage();
const source = new EventSource('sse/clock?every=500');

source.addEventListener('open', () => page.happened('open', source.readyState));

source.addEventListener('error', () => page.happened('error', source.readyState));

source.addEventListener('tick', (event) => {
  const tick: Tick = JSON.parse(event.data);
  page.tick(tick.count);
});
