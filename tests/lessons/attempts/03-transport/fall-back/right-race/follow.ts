import { overEventStream, overWebSocket, type Tick } from './lines.ts';
import type { Page } from './page.ts';

/** Both at once; the first to bring a tick stays. */
export function follow(page: Page): void {
  let last = '';
  function race(): void {
    let winner: 'ws' | 'sse' | undefined;
    let isOver = false;
    let timer = setTimeout(again, 6000);
    const hear = (transport: 'ws' | 'sse') => (tick: Tick) => {
      if (isOver) return;
      winner ??= transport;
      if (winner !== transport) return;
      (winner === 'ws' ? source : socket).close();
      last = tick.id;
      clearTimeout(timer);
      timer = setTimeout(again, 6000);
      page.tick(transport, tick.count);
    };
    page.trying('ws');
    const socket = overWebSocket(last, hear('ws'));
    page.trying('sse');
    const source = overEventStream(last, hear('sse'));
    socket.addEventListener('close', () => {
      if (winner === 'ws') again();
    });
    function again(): void {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      socket.close();
      source.close();
      setTimeout(race, 300 + Math.random() * 700);
    }
  }
  race();
}
