import { overWebSocket } from './lines.ts';
import type { Page } from './page.ts';

/** Follows the clock, whatever stands in the way. */
export function follow(page: Page): void {
  page.trying('ws');
  overWebSocket('', (tick) => page.tick('ws', tick.count));
  // When should overEventStream take over, and from which id? And when should it give back?
}
