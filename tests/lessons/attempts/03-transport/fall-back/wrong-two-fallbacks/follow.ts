// Fails: gets through where Upgrade is stripped
import { overEventStream, overWebSocket, type Tick } from './lines.ts';
import type { Page } from './page.ts';

/** Milliseconds of silence after which a line is given up: longer than a slow one takes, shorter than a reader waits. */
const patience = 5000;

/** Follows the clock, whatever stands in the way. */
export function follow(page: Page): void {
  let lastEventId = '';
  let failures = 0;
  let newest = 0;

  function attempt(transport: 'ws' | 'sse'): void {
    let isOver = false;
    let hasWorked = false;
    page.trying(transport);
    const line = transport === 'ws' ? openWebSocket() : openEventStream();
    // Counts from here and not from `open`: behind a proxy that buffers there may never be one.
    let timer = setTimeout(fail, patience);

    function openWebSocket(): WebSocket {
      const socket = overWebSocket(lastEventId, hear);
      // Comes after a failed handshake too, and does not say why.
      socket.addEventListener('close', fail);
      socket.addEventListener('error', () => attempt('sse'));
      return socket;
    }

    function openEventStream(): EventSource {
      const source = overEventStream(lastEventId, hear);
      source.addEventListener('error', () => {
        // While it is connecting the browser tries again by itself; once it is closed nobody does.
        if (source.readyState === EventSource.CLOSED) fail();
      });
      return source;
    }

    function hear({ id, count }: Tick): void {
      // Whatever comes twice is passed over.
      if (isOver || count <= newest) return;
      newest = count;
      hasWorked = true;
      failures = 0;
      lastEventId = id;
      // This clock is never silent for long, so silence means that something is wrong.
      clearTimeout(timer);
      timer = setTimeout(fail, patience);
      page.tick(transport, count);
    }

    function fail(): void {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      // A silent line is still open: it would keep its connection, and deliver everything again once it wakes up.
      line.close();
      // Where ticks have come, the line broke and is worth another try. Where none came, something is in the way.
      const other = transport === 'ws' ? 'sse' : 'ws';
      // The first change is made at once. After that, clients that failed together shall not come back together.
      const delay = failures === 0 ? 0 : Math.random() * Math.min(10_000, 500 * 2 ** failures);
      failures += 1;
      setTimeout(attempt, delay, hasWorked ? transport : other);
    }
  }

  attempt('ws');
}
