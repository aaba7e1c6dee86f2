import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** The first wait lies between 0 and this many milliseconds; the bound doubles with every failure … */
const base = 100;
/** … up to this many. */
const cap = 1000;

/** Follows the clock over a WebSocket, whatever happens to the line, until what it returns is called. */
export function follow(page: Page): () => void {
  let lastEventId = '';
  let failures = 0;
  let socket: WebSocket;
  let timer: ReturnType<typeof setTimeout>;
  const stopped = new AbortController();

  function connect(): void {
    const cursor = lastEventId === '' ? '' : `&after=${encodeURIComponent(lastEventId)}`;
    socket = new WebSocket(`ws/clock?every=250${cursor}`);

    socket.addEventListener('open', () => page.opened());

    socket.addEventListener('message', (event) => {
      const message: ServerMessage = JSON.parse(event.data);
      // Only a message proves that the server is well again: one that is overloaded accepts and hangs up.
      failures = 0;
      lastEventId = message.id;
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    });

    // Not on `error`: after one, `close` comes as well, and two timers would make two sockets.
    socket.addEventListener('close', (event) => {
      page.closed(event.code);
      if (stopped.signal.aborted) return;
      // Clients that were cut off together must not come back together.
      const delay = (1 - Math.random()) * Math.min(cap, base * 2 ** failures);
      failures += 1;
      page.waiting(delay);
      timer = setTimeout(connect, delay);
    });
  }

  connect();
  return () => {
    stopped.abort();
    clearTimeout(timer);
    socket.close(1000);
  };
}
