import { overEventStream, overWebSocket, type Tick } from './lines.ts';
import type { Page } from './page.ts';

/** The WebSocket has a start of two seconds; whoever brings a tick first stays, and a third way stands by. */
class Follower {
  #after = '';
  #count = 0;
  #lines: { transport: 'ws' | 'sse'; close(): void }[] = [];
  #lastHeard = performance.now();
  #round = 0;

  constructor(private readonly page: Page) {
    setInterval(() => this.#look(), 250);
    this.#begin();
  }

  #begin(): void {
    const round = ++this.#round;
    this.#closeAll();
    this.#lastHeard = performance.now();
    this.#open('ws', round);
    setTimeout(() => {
      if (round === this.#round && !this.#heardInThisRound) this.#openStream(round);
    }, 2000);
    this.#heardInThisRound = false;
  }
  #heardInThisRound = false;

  #openStream(round: number): void {
    if (!this.#lines.some(({ transport }) => transport === 'sse')) this.#open('sse', round);
  }

  #open(transport: 'ws' | 'sse', round: number): void {
    this.page.trying(transport);
    const hear = (tick: Tick) => this.#hear(transport, round, tick);
    if (transport === 'ws') {
      const socket = overWebSocket(this.#after, hear);
      socket.onclose = () => {
        if (round !== this.#round) return;
        if (this.#heardInThisRound) setTimeout(() => this.#begin(), 200 + Math.random() * 500);
        else this.#openStream(round);
      };
      this.#lines.push({ transport, close: () => socket.close() });
    } else {
      const source = overEventStream(this.#after, hear);
      source.onerror = () => {
        if (source.readyState === 2 && round === this.#round) setTimeout(() => this.#begin(), 1000);
      };
      this.#lines.push({ transport, close: () => source.close() });
    }
  }

  #hear(transport: 'ws' | 'sse', round: number, { id, count }: Tick): void {
    if (round !== this.#round || count <= this.#count) return;
    this.#heardInThisRound = true;
    for (const line of this.#lines) if (line.transport !== transport) line.close();
    this.#lines = this.#lines.filter((line) => line.transport === transport);
    this.#after = id;
    this.#count = count;
    this.#lastHeard = performance.now();
    this.page.tick(transport, count);
  }

  #look(): void {
    if (performance.now() - this.#lastHeard > 6000) this.#begin();
  }

  #closeAll(): void {
    for (const line of this.#lines.splice(0)) line.close();
  }
}

export function follow(page: Page): void {
  new Follower(page);
}
