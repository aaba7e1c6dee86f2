import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** Waits with scheduler.postTask, is told by an event target, and puts up with stale sockets. */
class Line extends EventTarget {
  #generation = 0;
  #socket: WebSocket | undefined;

  open(after: string): void {
    const generation = ++this.#generation;
    this.#socket?.close();
    const socket = new WebSocket(
      after ? `ws/clock?after=${after}&every=250` : 'ws/clock?every=250',
    );
    this.#socket = socket;
    const tell = (event: Event) => {
      if (generation === this.#generation) this.dispatchEvent(event);
    };
    // A handshake that hangs is given up.
    const hangs = setTimeout(() => socket.close(), 8000);
    socket.addEventListener('open', () => {
      clearTimeout(hangs);
      tell(new Event('up'));
    });
    socket.addEventListener('message', ({ data }) =>
      tell(new MessageEvent('told', { data: JSON.parse(data) })),
    );
    let over = false;
    const down = (code: number) => {
      if (over) return;
      over = true;
      clearTimeout(hangs);
      tell(new CustomEvent('down', { detail: code }));
    };
    socket.addEventListener('error', () => down(1006));
    socket.addEventListener('close', ({ code }) => down(code));
  }

  close(): void {
    this.#generation += 1;
    this.#socket?.close(4000, 'enough');
  }
}

export function follow(page: Page): () => void {
  const line = new Line();
  const bounds = [100, 200, 400, 800, 1000];
  let step = 0;
  let after = '';
  const ending = new AbortController();
  line.addEventListener('up', () => page.opened());
  line.addEventListener('told', (event) => {
    const message = (event as MessageEvent<ServerMessage>).data;
    step = 0;
    switch (message.event) {
      case 'gap':
        page.gap(message.data.reason);
        break;
      case 'tick':
        after = message.id;
        page.tick(message.data.count);
    }
  });
  line.addEventListener('down', (event) => {
    page.closed((event as CustomEvent<number>).detail);
    const bound = bounds[Math.min(step, bounds.length - 1)] ?? 1000;
    step += 1;
    const delay = Math.round(Math.random() * bound);
    page.waiting(delay);
    const { scheduler } = globalThis as unknown as {
      scheduler: { postTask(task: () => void, options: object): Promise<void> };
    };
    scheduler.postTask(() => line.open(after), { delay, signal: ending.signal }).catch(() => {});
  });
  addEventListener('pagehide', () => line.close());
  line.open('');
  return () => {
    ending.abort();
    line.close();
  };
}
