import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

const shortest = 200;
const longest = 20_000;

/** Each delay is drawn between the shortest and three times the one before; ids already seen are passed over. */
export function follow(page: Page): void {
  const seen = new Set<string>();
  let last = '';
  let delay = 600;

  const connect = () => {
    const socket = new WebSocket('ws/clock?every=500' + (last ? '&after=' + last : ''));
    socket.onopen = page.opened;
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data) as ServerMessage;
      if (seen.has(message.id)) return;
      seen.add(message.id);
      last = message.id;
      delay = 600;
      message.event === 'tick' ? page.tick(message.data.count) : page.gap(message.data.reason);
    };
    socket.onclose = (event) => {
      page.closed(event.code);
      delay = Math.min(longest, shortest + Math.random() * (3 * delay - shortest));
      page.waiting(delay);
      setTimeout(connect, delay);
    };
  };
  connect();
}
