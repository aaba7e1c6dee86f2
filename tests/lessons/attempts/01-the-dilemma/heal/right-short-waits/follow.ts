import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Short waits, and a UUID for a die. */
export function follow(page: Page): void {
  let after = '';
  let bound = 100;
  const share = () => Number.parseInt(crypto.randomUUID().slice(0, 8), 16) / 2 ** 32;

  (function connect() {
    const socket = new WebSocket(`ws/clock?every=500${after && `&after=${after}`}`);
    socket.onopen = () => page.opened();
    socket.onmessage = ({ data }) => {
      const message: ServerMessage = JSON.parse(data);
      bound = 100;
      after = message.id;
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    };
    socket.onclose = ({ code }) => {
      page.closed(code);
      const delay = bound * share();
      bound = Math.min(5000, 2 * bound);
      page.waiting(delay);
      setTimeout(connect, delay);
    };
  })();
}
