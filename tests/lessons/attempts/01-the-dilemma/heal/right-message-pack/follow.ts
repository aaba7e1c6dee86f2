import { decode } from '@msgpack/msgpack';
import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** The same messages, as MessagePack in binary frames. */
export function follow(page: Page): void {
  let lastEventId: string | undefined;
  let failures = 0;

  const handlers = {
    open: () => page.opened(),
    message: ({ data }: MessageEvent<ArrayBuffer>) => {
      const message = decode(data) as ServerMessage;
      failures = 0;
      lastEventId = message.id;
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    },
    close: ({ code }: CloseEvent) => {
      page.closed(code);
      const delay = (0.25 + 0.75 * Math.random()) * Math.min(8000, 1200 * 2 ** failures);
      failures += 1;
      page.waiting(delay);
      setTimeout(connect, delay);
    },
  };

  function connect(): void {
    const query = new URLSearchParams({ every: '500' });
    if (lastEventId !== undefined) query.append('after', lastEventId);
    const socket = new WebSocket(`ws/clock?${query}`, ['msgpack']);
    socket.binaryType = 'arraybuffer';
    for (const [name, handler] of Object.entries(handlers)) {
      socket.addEventListener(name, handler as EventListener);
    }
  }

  connect();
}
