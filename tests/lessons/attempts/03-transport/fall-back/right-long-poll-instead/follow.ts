import { overWebSocket } from './lines.ts';
import type { Page } from './page.ts';

export function follow(page: Page): void {
  let last = '';
  function viaWebSocket(): void {
    page.trying('ws');
    const socket = overWebSocket(last, ({ id, count }) => {
      last = id;
      page.tick('ws', count);
    });
    socket.addEventListener('close', () => void viaLongPoll());
  }
  async function viaLongPoll(): Promise<void> {
    page.trying('long-poll');
    for (;;) {
      try {
        const cursor = last === '' ? '' : `&after=${encodeURIComponent(last)}`;
        const answer = await fetch(`long-poll/clock?every=500${cursor}`);
        const { events, next } = await answer.json();
        for (const event of events) page.tick('long-poll', event.data.count);
        last = next;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
  viaWebSocket();
}
