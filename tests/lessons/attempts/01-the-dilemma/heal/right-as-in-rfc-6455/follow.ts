import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

/** The first attempt comes within five seconds, as RFC 6455 suggests; each further one after twice as long at most. */
class Follower {
  private lastId = '';
  private most = 5000;

  constructor(private readonly page: Page) {
    this.connect();
  }

  private connect = (): void => {
    const socket = new WebSocket(
      `ws/clock?${this.lastId && `after=${encodeURIComponent(this.lastId)}&`}every=500`,
    );
    socket.addEventListener('open', () => this.page.opened());
    socket.addEventListener('message', (event) => this.take(JSON.parse(event.data)));
    socket.addEventListener('close', (event) => this.retry(event));
  };

  private take(message: ServerMessage): void {
    this.most = 5000;
    this.lastId = message.id;
    if (message.event === 'tick') this.page.tick(message.data.count);
    if (message.event === 'gap') this.page.gap(message.data.reason);
  }

  private retry({ code }: CloseEvent): void {
    this.page.closed(code);
    const delay = Math.random() * this.most;
    this.most = Math.min(this.most * 2, 60_000);
    this.page.waiting(delay);
    setTimeout(this.connect, delay);
  }
}

export function follow(page: Page): void {
  new Follower(page);
}
