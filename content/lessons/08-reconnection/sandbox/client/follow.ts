import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Follows the clock over a WebSocket, whatever happens to the line, until what it returns is called. */
export function follow(page: Page): () => void {
  let socket: WebSocket;

  function connect(): void {
    socket = new WebSocket('ws/clock?every=250');

    socket.addEventListener('open', () => page.opened());

    socket.addEventListener('message', (event) => {
      const message: ServerMessage = JSON.parse(event.data);
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    });

    socket.addEventListener('close', (event) => {
      page.closed(event.code);
      // The client that everybody writes first: it always waits equally long, and starts over.
      page.waiting(500);
      setTimeout(connect, 500);
    });
  }

  connect();
  return () => socket.close(1000);
}
