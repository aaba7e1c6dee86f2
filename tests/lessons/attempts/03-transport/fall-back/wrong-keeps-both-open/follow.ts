// Fails: stays on one stream while nothing is in the way
import { overEventStream, overWebSocket } from './lines.ts';
import type { Page } from './page.ts';

export function follow(page: Page): void {
  let last = 0;
  let id = '';
  const hear = (transport: 'ws' | 'sse') => (tick: { id: string; count: number }) => {
    if (tick.count <= last) return;
    last = tick.count;
    id = tick.id;
    page.tick(transport, tick.count);
  };
  const again = () => {
    overWebSocket(id, hear('ws')).addEventListener('close', () => setTimeout(again, 1000));
  };
  again();
  overEventStream('', hear('sse'));
}
