// Fails: gets through where responses are buffered
import { overEventStream } from './lines.ts';
import type { Page } from './page.ts';

export function follow(page: Page): void {
  page.trying('sse');
  overEventStream('', ({ count }) => page.tick('sse', count));
}
