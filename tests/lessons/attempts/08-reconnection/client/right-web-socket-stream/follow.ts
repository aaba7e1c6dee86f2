import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

interface Opened {
  readable: ReadableStream<string>;
}
interface SocketStream {
  opened: Promise<Opened>;
  closed: Promise<{ closeCode: number }>;
  close(): void;
}
declare const WebSocketStream: new (url: string, options: { signal: AbortSignal }) => SocketStream;

/** WebSocketStream and an async loop; one AbortController ends everything. */
export function follow(page: Page): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let after = '';
  let failures = 0;

  async function once(): Promise<number> {
    const url = `ws/clock?every=250${after && `&after=${encodeURIComponent(after)}`}`;
    const stream = new WebSocketStream(url, { signal });
    stream.closed.catch(() => {});
    try {
      const { readable } = await stream.opened;
      page.opened();
      const reader = readable.getReader();
      signal.addEventListener('abort', () => stream.close());
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const message: ServerMessage = JSON.parse(value);
        failures = 0;
        after = message.id;
        if (message.event === 'gap') page.gap(message.data.reason);
        else page.tick(message.data.count);
      }
      return (await stream.closed).closeCode;
    } catch {
      return 1006;
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      page.closed(await once());
      if (signal.aborted) return;
      const wait = Math.random() * Math.min(1000, 100 * 2 ** failures++);
      page.waiting(wait);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        signal.addEventListener(
          'abort',
          () => {
            clearTimeout(timer);
            resolve();
          },
          { once: true },
        );
      });
    }
  }

  void run();
  return () => stop.abort();
}
