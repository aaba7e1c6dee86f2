import { createParser } from 'eventsource-parser';
import { overWebSocket } from './lines.ts';
import type { Page } from './page.ts';

/** The event stream is read with fetch and eventsource-parser; AbortControllers close and time out. */
export async function follow(page: Page): Promise<void> {
  let after = '';
  let wait = 0;
  let next: 'ws' | 'sse' = 'ws';
  for (;;) {
    const line = next;
    page.trying(line);
    const silence = new AbortController();
    let alarm: ReturnType<typeof setTimeout>;
    const rest = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => silence.abort(), 4500);
    };
    rest();
    let heard = false;
    const hear = (id: string, count: number) => {
      if (silence.signal.aborted) return;
      heard = true;
      wait = 0;
      after = id;
      rest();
      page.tick(line, count);
    };
    if (line === 'ws') await viaWebSocket(silence.signal, hear);
    else await viaFetch(silence.signal, hear);
    silence.abort();
    if (!heard) {
      next = line === 'ws' ? 'sse' : 'ws';
      wait = Math.min(5000, wait * 2 + 250);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * wait));
  }

  function viaWebSocket(
    signal: AbortSignal,
    hear: (id: string, count: number) => void,
  ): Promise<void> {
    return new Promise((resolve) => {
      const socket = overWebSocket(after, ({ id, count }) => hear(id, count));
      socket.onclose = () => resolve();
      signal.onabort = () => {
        socket.close();
        resolve();
      };
    });
  }

  async function viaFetch(
    signal: AbortSignal,
    hear: (id: string, count: number) => void,
  ): Promise<void> {
    const parser = createParser({
      onEvent: ({ id = '', event, data }) => {
        if (event === 'tick') hear(id, JSON.parse(data).count);
      },
    });
    try {
      const response = await fetch('sse/clock?every=500', {
        signal,
        headers: { Accept: 'text/event-stream', ...(after && { 'Last-Event-ID': after }) },
      });
      if (!response.ok || !response.body) return;
      for await (const text of response.body.pipeThrough(
        new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>,
      )) {
        parser.feed(text);
      }
    } catch {}
  }
}
