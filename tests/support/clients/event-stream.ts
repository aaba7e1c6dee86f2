/** Clients of event streams: the `eventsource` package, and `fetch` with `eventsource-parser`. */
import { EventSource } from 'eventsource';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { contracts } from '../../../sandbox-server/topics/index.ts';
import { persistently } from '../persistently.ts';
import { addressOf, type Client, Following } from './following.ts';

/** An `EventSource` hears only the names that it asks for. */
const eventNames = new Set([
  'gap',
  'draining',
  'dropped',
  ...[...contracts.values()].flatMap(({ events }) => Object.keys(events)),
]);

export const eventSourceClient: Client = {
  name: 'EventSource',
  transport: 'sse',
  follow(base, topic, from = {}) {
    const address = addressOf(base, 'sse', topic, from.after);
    let isFirst = true;
    const source = new EventSource(address, {
      fetch: async (url, init) => {
        const headers = new Headers(init.headers);
        if (isFirst && from.lastEventId !== undefined) {
          headers.set('last-event-id', from.lastEventId);
        }
        // An `EventSource` would wait for three seconds.
        const response = await persistently(() => fetch(url, { ...init, headers }));
        isFirst = false;
        return comingBackAtOnce(response);
      },
    });
    const following = new Following('EventSource', () => source.close());
    source.addEventListener('open', () => {
      following.connections += 1;
      following.wake();
    });
    source.addEventListener('error', ({ code, message }) => {
      if (source.readyState === EventSource.CLOSED) {
        following.fail(new Error(`EventSource gave up: ${code} ${message}`));
      }
    });
    for (const event of eventNames) {
      source.addEventListener(event, ({ lastEventId: id, data }) => {
        following.take({ id, event, data: JSON.parse(data) });
      });
    }
    return following;
  },
};

export const fetchClient: Client = {
  name: 'fetch',
  transport: 'sse',
  follow(base, topic, from = {}) {
    const stop = new AbortController();
    const following = new Following('fetch', async () => {
      stop.abort();
      await done;
    });
    const read = async () => {
      const lastEventId = following.lastId ?? from.lastEventId;
      const response = await fetch(addressOf(base, 'sse', topic, from.after), {
        headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
        signal: stop.signal,
      });
      if (!response.ok || response.body === null) {
        throw new Error(`fetch was answered ${response.status}: ${await response.text()}`);
      }
      following.connections += 1;
      following.wake();
      const events = response.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      for await (const { id = '', event = 'message', data } of events) {
        following.take({ id, event, data: JSON.parse(data) });
      }
    };
    const done = again(read, stop.signal, following);
    return following;
  },
};

/** Repeats what a lost connection interrupts, until it is told to stop or is refused. */
export async function again(
  work: () => Promise<void>,
  signal: AbortSignal,
  following: Following,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      // `TypeError` is how fetch says that the connection was lost (Fetch standard §5.6).
      if (signal.aborted || error instanceof TypeError) continue;
      following.fail(error instanceof Error ? error : new Error(String(error)));
      return;
    }
  }
}

/** Takes the reconnection time out of a stream, so that tests do not wait for seconds. */
function comingBackAtOnce(response: Response): Response {
  if (response.body === null || !response.ok) return response;
  const shortened = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(
      new TransformStream<string, string>({
        transform: (text, controller) =>
          controller.enqueue(text.replace(/^retry:\d+$/m, 'retry:1')),
      }),
    )
    .pipeThrough(new TextEncoderStream());
  return new Response(shortened, { status: response.status, headers: response.headers });
}
