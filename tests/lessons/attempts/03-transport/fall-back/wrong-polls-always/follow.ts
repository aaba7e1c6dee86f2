// Fails: stays on one stream while nothing is in the way
import type { Page } from './page.ts';

export async function follow(page: Page): Promise<void> {
  let after = '';
  page.trying('long-poll');
  for (;;) {
    try {
      const answer = await fetch(
        `long-poll/clock?every=500${after === '' ? '' : `&after=${after}`}`,
      );
      const { events, next } = await answer.json();
      for (const event of events) page.tick('long-poll', event.data.count);
      after = next;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
