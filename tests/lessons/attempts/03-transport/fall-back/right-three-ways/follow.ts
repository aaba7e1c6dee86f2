import { overEventStream, overWebSocket } from './lines.ts';
import type { Page, Transport } from './page.ts';

type Heard = { id: string; count: number };

/** A list of ways, each an async function that resolves when it has ended; round and round. */
export async function follow(page: Page): Promise<void> {
  let after = '';
  const ways: [Transport, (hear: (tick: Heard) => void, quit: AbortSignal) => Promise<void>][] = [
    [
      'ws',
      (hear, quit) =>
        new Promise((done) => {
          const socket = overWebSocket(after, hear);
          socket.addEventListener('close', () => done());
          quit.addEventListener('abort', () => {
            socket.close();
            done();
          });
        }),
    ],
    [
      'sse',
      (hear, quit) =>
        new Promise((done) => {
          const source = overEventStream(after, hear);
          source.addEventListener('error', () => {
            source.close();
            done();
          });
          quit.addEventListener('abort', () => {
            source.close();
            done();
          });
        }),
    ],
    [
      'long-poll',
      async (hear, quit) => {
        try {
          for (;;) {
            const url = new URL('long-poll/clock?every=500', document.baseURI);
            if (after) url.searchParams.set('after', after);
            const { events, next } = await (await fetch(url, { signal: quit })).json();
            for (const {
              id,
              data: { count },
            } of events)
              hear({ id, count });
            after = next;
          }
        } catch {}
      },
    ],
  ];
  for (let at = 0; ; ) {
    const [transport, way] = ways[at] as (typeof ways)[number];
    page.trying(transport);
    let heard = false;
    let timeout = AbortSignal.timeout(5500);
    const quit = new AbortController();
    const arm = () => {
      const mine = (timeout = AbortSignal.timeout(5500));
      mine.onabort = () => mine === timeout && quit.abort();
    };
    arm();
    await way((tick) => {
      if (quit.signal.aborted) return;
      heard = true;
      after = tick.id;
      arm();
      page.tick(transport, tick.count);
    }, quit.signal);
    quit.abort();
    if (!heard) at = (at + 1) % ways.length;
    else await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 400));
  }
}
