import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Follows the clock over a WebSocket, whatever happens to the line. */
export function follow(page: Page): void {
  const socket = new WebSocket('ws/clock?every=500');

  socket.addEventListener('open', () => page.opened());

  socket.addEventListener('message', (event) => {
    const message: ServerMessage = JSON.parse(event.data);
    if (message.event === 'tick') page.tick(message.data.count);
  });

  socket.addEventListener('close', (event) => {
    page.closed(event.code);
    // The browser stops here. What should a client do next?
  });
}
