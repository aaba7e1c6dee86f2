import type { Connection } from './protocol.ts';

type Realm = Window & typeof globalThis;

/** Connections that a report lists; of more the oldest closed ones are left out. */
const mostListed = 400;

/** Follows the life of every `EventSource`, `WebSocket` and `fetch` of one document, and changes nothing that its code can see. */
export class ConnectionWatch {
  readonly #report: (connections: Connection[]) => void;
  #connections: Connection[] = [];
  #counted = 0;
  #scheduled = false;

  constructor(report: (connections: Connection[]) => void) {
    this.#report = report;
  }

  attach(realm: Realm): void {
    this.#watchEventSources(realm);
    this.#watchWebSockets(realm);
    this.#watchFetches(realm);
  }

  #begin(kind: Connection['kind'], url: string): (state: Connection['state']) => void {
    this.#counted += 1;
    const connection: Connection = { id: this.#counted, kind, url, state: 'connecting' };
    this.#connections.push(connection);
    this.#changed();
    return (state) => {
      if (connection.state === state || connection.state === 'closed') return;
      connection.state = state;
      this.#changed();
    };
  }

  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Together, so that a page that opens three hundred is not three hundred reports.
    queueMicrotask(() => {
      this.#scheduled = false;
      const closed = this.#connections.filter(({ state }) => state === 'closed');
      const superfluous = new Set(
        closed.slice(0, Math.max(0, this.#connections.length - mostListed)),
      );
      this.#connections = this.#connections.filter((connection) => !superfluous.has(connection));
      this.#report(this.#connections.map((connection) => ({ ...connection })));
    });
  }

  #watchEventSources(realm: Realm): void {
    const begin = (url: string) => this.#begin('event-source', url);
    const state = new WeakMap<EventSource, (state: Connection['state']) => void>();
    class EventSource extends realm.EventSource {
      constructor(...args: ConstructorParameters<typeof globalThis.EventSource>) {
        super(...args);
        const set = begin(this.url);
        state.set(this, set);
        this.addEventListener('open', () => set('open'));
        this.addEventListener('error', () =>
          set(this.readyState === this.CLOSED ? 'closed' : 'connecting'),
        );
      }

      override close(): void {
        super.close();
        state.get(this)?.('closed');
      }
    }
    realm.EventSource = EventSource;
  }

  #watchWebSockets(realm: Realm): void {
    const begin = (url: string) => this.#begin('web-socket', url);
    class WebSocket extends realm.WebSocket {
      constructor(...args: ConstructorParameters<typeof globalThis.WebSocket>) {
        super(...args);
        const set = begin(this.url);
        this.addEventListener('open', () => set('open'));
        this.addEventListener('close', () => set('closed'));
      }
    }
    realm.WebSocket = WebSocket;
  }

  #watchFetches(realm: Realm): void {
    const native = realm.fetch;
    realm.fetch = async (...args) => {
      const [input, init] = args;
      const url =
        typeof input === 'object' && 'url' in input
          ? input.url
          : new URL(String(input), realm.document.baseURI).href;
      const set = this.#begin('fetch', url);
      const signal =
        init?.signal ?? (typeof input === 'object' && 'signal' in input ? input.signal : undefined);
      signal?.addEventListener('abort', () => set('closed'));
      try {
        const response = await native.apply(realm, args);
        // A body of known length is as good as here.
        if (response.body === null || response.headers.has('content-length')) set('closed');
        else watchBody(realm, response, set);
        return response;
      } catch (error) {
        set('closed');
        throw error;
      }
    };
  }
}

/** Reports a streamed body open until it ends, fails or is cancelled, whichever way it is read. */
function watchBody(
  realm: Realm,
  response: Response,
  set: (state: Connection['state']) => void,
): void {
  set('open');
  const done = () => set('closed');
  const native = response.body;
  let watched: ReadableStream<Uint8Array<ArrayBuffer>> | undefined;
  Object.defineProperty(response, 'body', {
    configurable: true,
    get: () => {
      if (watched === undefined && native !== null && !native.locked)
        watched = endingWith(realm, native, done);
      return watched ?? native;
    },
  });
  for (const method of ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData'] as const) {
    const read = response[method] as (() => Promise<unknown>) | undefined;
    if (read === undefined) continue;
    const value = () => {
      const source = watched === undefined ? response : new realm.Response(watched, response);
      return (read.call(source) as Promise<unknown>).finally(done);
    };
    Object.defineProperty(response, method, { configurable: true, writable: true, value });
  }
}

function endingWith(
  realm: Realm,
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  done: () => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader();
  return new realm.ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done: ended, value } = await reader.read();
          if (!ended) return controller.enqueue(value);
          done();
          controller.close();
        } catch (error) {
          done();
          controller.error(error);
        }
      },
      cancel(reason) {
        done();
        return reader.cancel(reason);
      },
    },
    // Nothing is read ahead of the reader's code.
    { highWaterMark: 0 },
  );
}
