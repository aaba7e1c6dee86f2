import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

type News =
  | { kind: 'open' }
  | { kind: 'message'; message: ServerMessage }
  | { kind: 'close'; code: number };

/** An async generator of all that happens on one socket, and one that never ends over many of them. */
async function* connection(url: string, signal: AbortSignal): AsyncGenerator<News> {
  const queue: News[] = [];
  let wake = () => {};
  const put = (news: News) => {
    queue.push(news);
    wake();
  };
  const socket = new WebSocket(url);
  socket.onopen = () => put({ kind: 'open' });
  socket.onmessage = ({ data }) => put({ kind: 'message', message: JSON.parse(data) });
  socket.onclose = ({ code }) => put({ kind: 'close', code });
  const close = () => socket.close();
  signal.addEventListener('abort', close);
  try {
    for (;;) {
      const news = queue.shift();
      if (!news) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      yield news;
      if (news.kind === 'close') return;
    }
  } finally {
    signal.removeEventListener('abort', close);
    socket.close();
  }
}

async function* forever(
  signal: AbortSignal,
): AsyncGenerator<News | { kind: 'wait'; delay: number }> {
  let after: string | null = null;
  let bound = 100;
  while (!signal.aborted) {
    const query = new URLSearchParams({ every: '250', ...(after === null ? {} : { after }) });
    for await (const news of connection(`ws/clock?${query}`, signal)) {
      if (news.kind === 'message') {
        bound = 100;
        after = news.message.id;
      }
      yield news;
    }
    if (signal.aborted) return;
    const delay = bound * Math.random();
    bound = Math.min(1000, bound * 2);
    yield { kind: 'wait', delay };
    await new Promise<void>((resolve) => {
      setTimeout(resolve, delay);
      signal.addEventListener('abort', () => resolve());
    });
  }
}

export function follow(page: Page): () => void {
  const controller = new AbortController();
  (async () => {
    for await (const news of forever(controller.signal)) {
      if (news.kind === 'open') page.opened();
      else if (news.kind === 'close') page.closed(news.code);
      else if (news.kind === 'wait') page.waiting(news.delay);
      else if (news.message.event === 'gap') page.gap(news.message.data.reason);
      else page.tick(news.message.data.count);
    }
  })();
  return () => controller.abort();
}
