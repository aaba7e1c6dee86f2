// Fails: admits a gap, and goes on from there
import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Follows the clock over a WebSocket, whatever happens to the line. */
export function follow(page: Page): void {
  let lastEventId = '';
  let failures = 0;
  let hadGap = false;

  function connect(): void {
    const cursor = lastEventId === '' ? '' : `&after=${encodeURIComponent(lastEventId)}`;
    const socket = new WebSocket(`ws/clock?every=500${cursor}`);

    socket.addEventListener('open', () => page.opened());

    socket.addEventListener('message', (event) => {
      const message: ServerMessage = JSON.parse(event.data);
      // Only a message proves that the server is well again: one that is overloaded accepts and hangs up.
      failures = 0;
      // What came since the gap would follow it, whenever it asks.
      if (!hadGap) lastEventId = message.id;
      if (message.event === 'gap') hadGap = true;
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    });

    socket.addEventListener('close', (event) => {
      page.closed(event.code);
      // A random delay keeps a thousand clients from coming back in the same instant; somebody is waiting, so it ends.
      const longest = Math.min(10_000, 1000 * 2 ** failures);
      const delay = Math.random() * longest;
      failures += 1;
      page.waiting(delay);
      setTimeout(connect, delay);
    });
  }

  connect();
}
