// Fails: stays on one stream while nothing is in the way
import { overEventStream, overWebSocket } from './lines.ts';
import type { Page } from './page.ts';

export function follow(page: Page): void {
  let last = '';
  page.trying('ws');
  const socket = overWebSocket('', ({ id, count }) => {
    last = id;
    page.tick('ws', count);
  });
  setTimeout(() => {
    socket.close();
    page.trying('sse');
    overEventStream(last, ({ count }) => page.tick('sse', count));
  }, 4000);
}
