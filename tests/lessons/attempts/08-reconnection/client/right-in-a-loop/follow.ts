import type { ServerMessage } from './messages.ts';
import type { Page } from './page.ts';

export function follow(page: Page): () => void {
  const follower = new Follower(page);
  void follower.run();
  return () => follower.stop();
}

class Follower {
  readonly #page: Page;
  #after: string | undefined;
  #failed = 0;
  #isStopped = false;
  #socket: WebSocket | undefined;
  #wake = () => {};

  constructor(page: Page) {
    this.#page = page;
  }

  async run(): Promise<void> {
    while (!this.#isStopped) {
      this.#page.closed(await this.#once());
      if (this.#isStopped) return;
      const wait = Math.floor(Math.random() * Math.min(1000, 100 << Math.min(this.#failed, 10)));
      this.#failed++;
      this.#page.waiting(wait);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket?.close();
    this.#wake();
  }

  /** Resolves to the code with which it closed. */
  #once(): Promise<number> {
    const query = new URLSearchParams({ every: '250' });
    if (this.#after) query.set('after', this.#after);
    const socket = new WebSocket(`ws/clock?${query}`);
    this.#socket = socket;
    socket.onopen = () => this.#page.opened();
    socket.onmessage = ({ data }) => {
      const { id, event, data: content } = JSON.parse(data) as ServerMessage & { data: object };
      this.#failed = 0;
      this.#after = id;
      if (event === 'gap' && 'reason' in content) this.#page.gap(String(content.reason));
      if (event === 'tick' && 'count' in content) this.#page.tick(Number(content.count));
    };
    return new Promise((resolve) => {
      socket.onclose = ({ code }) => resolve(code);
    });
  }
}
