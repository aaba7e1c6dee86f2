import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Half of each delay is fixed, the other half is drawn, by the browser's better generator. */
export async function follow(page: Page): Promise<void> {
  let last: string | undefined;
  let delay = 1000;
  for (;;) {
    const url = new URL('ws/clock', document.baseURI);
    if (last !== undefined) url.searchParams.set('after', last);
    url.searchParams.set('every', '500');
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    socket.onopen = () => page.opened();
    socket.onmessage = ({ data }) => {
      const message: ServerMessage = JSON.parse(data);
      delay = 1000;
      last = message.id;
      if (message.event === 'gap') page.gap(message.data.reason);
      else page.tick(message.data.count);
    };
    const { code } = await new Promise<CloseEvent>((resolve) => {
      socket.onclose = resolve;
    });
    page.closed(code);
    const share = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
    const wait = delay / 2 + (share * delay) / 2;
    page.waiting(wait);
    await new Promise((resolve) => setTimeout(resolve, wait));
    delay = Math.min(delay * 2, 30_000);
  }
}
