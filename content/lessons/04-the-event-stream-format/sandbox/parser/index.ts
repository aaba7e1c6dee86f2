import { createPage } from './page.ts';
import { parseEventStream } from './parser.ts';
import type { Memory } from './types.ts';

let hangUp = new AbortController();

/** Reads a stream of the live server through the parser, until it ends or another one is asked for. */
async function read(address: string): Promise<void> {
  hangUp.abort();
  hangUp = new AbortController();
  const { signal } = hangUp;
  const memory: Memory = { lastEventId: '', reconnectionTime: undefined };
  page.began();
  try {
    const response = await fetch(address, { signal, headers: { accept: 'text/event-stream' } });
    if (!response.ok || response.body === null) {
      throw new Error(`The server answered ${response.status}.`);
    }
    for await (const event of parseEventStream(response.body, memory)) {
      if (signal.aborted) return;
      page.event(event, memory);
    }
    page.ended(memory);
  } catch (error) {
    if (signal.aborted) return;
    page.failed(String(error));
    reportError(error);
  }
}

const page = createPage('sse/ticker?rate=4', read);
void read('sse/ticker?rate=4');
