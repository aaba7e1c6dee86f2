import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

declare const WebSocketStream: new (
  url: string,
) => {
  opened: Promise<{ readable: ReadableStream<string> }>;
  closed: Promise<{ closeCode: number }>;
};

export async function follow(page: Page): Promise<void> {
  let after = '';
  let failures = 0;
  for (;;) {
    const url = `ws/clock?every=500${after && `&after=${encodeURIComponent(after)}`}`;
    const stream = new WebSocketStream(url);
    const closed = stream.closed.then(
      ({ closeCode }) => closeCode,
      () => 1006,
    );
    try {
      const { readable } = await stream.opened;
      page.opened();
      for await (const text of readable) {
        const message: ServerMessage = JSON.parse(text);
        failures = 0;
        after = message.id;
        if (message.event === 'gap') page.gap(message.data.reason);
        else page.tick(message.data.count);
      }
    } catch {}
    page.closed(await closed);
    const wait = Math.random() * Math.min(20_000, 1000 * 2 ** failures++);
    page.waiting(wait);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
