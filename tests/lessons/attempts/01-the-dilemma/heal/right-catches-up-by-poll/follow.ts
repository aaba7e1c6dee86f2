import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** What was missed comes by poll, then a WebSocket goes on from there. */
export async function follow(page: Page): Promise<void> {
  let after = '';
  let failures = 0;
  const take = (message: ServerMessage) => {
    failures = 0;
    after = message.id;
    if (message.event === 'gap') page.gap(message.data.reason);
    else page.tick(message.data.count);
  };
  for (;;) {
    if (after !== '') {
      try {
        const answer = await fetch(`poll/clock?every=500&after=${after}`);
        const { events, next, recovered } = await answer.json();
        if (recovered) for (const event of events) take(event);
        if (recovered) after = next;
      } catch {}
    }
    const socket = new WebSocket(`ws/clock?every=500${after && `&after=${after}`}`);
    socket.onopen = () => page.opened();
    socket.onmessage = ({ data }) => take(JSON.parse(data));
    const code = await new Promise<number>((resolve) => {
      socket.onclose = (event) => resolve(event.code);
    });
    page.closed(code);
    const delay = Math.random() * Math.min(8000, 1000 * 2 ** failures++);
    page.waiting(delay);
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
}
