/** Follows every EventSource, WebSocket and WebSocketStream of a run. Browser-safe. */
import type { Connection } from '../protocol.ts';
import type { ConnectionLog } from './connection-log.ts';
import { type RunWindow, replace } from './run-window.ts';

/** A WebSocket as streams, which not every browser has and TypeScript does not know. */
interface WebSocketStream {
  readonly url: string;
  readonly opened: Promise<unknown>;
  readonly closed: Promise<unknown>;
}

type StreamingWindow = RunWindow & { WebSocketStream: new (url: string) => WebSocketStream };

export function followSockets(window: RunWindow, log: ConnectionLog): void {
  const sources = new WeakMap<EventSource, (state: Connection['state']) => void>();

  replace(window, 'EventSource', {
    construct(original, args, newTarget) {
      const source = Reflect.construct(original, args, newTarget) as EventSource;
      const tell = log.open('event-source', source.url);
      sources.set(source, tell);
      source.addEventListener('open', () => tell('open'));
      // After an error it is trying again, unless the answer was of a kind that ends it.
      source.addEventListener('error', () => {
        tell(source.readyState === original.CLOSED ? 'closed' : 'connecting');
      });
      return source;
    },
  });
  replace(window.EventSource.prototype, 'close', {
    apply(original, source: EventSource, args) {
      Reflect.apply(original, source, args);
      // Closing it makes no event.
      sources.get(source)?.('closed');
    },
  });

  replace(window, 'WebSocket', {
    construct(original, args, newTarget) {
      const socket = Reflect.construct(original, args, newTarget) as WebSocket;
      const tell = log.open('web-socket', socket.url);
      socket.addEventListener('open', () => tell('open'));
      // Until its closing handshake has ended, it is still open.
      socket.addEventListener('close', () => tell('closed'));
      return socket;
    },
  });

  if (!hasStreams(window)) return;
  replace(window, 'WebSocketStream', {
    construct(original, args, newTarget) {
      const socket = Reflect.construct(original, args, newTarget) as WebSocketStream;
      const tell = log.open('web-socket', socket.url);
      const close = () => tell('closed');
      // Browsers have marked both as handled, so that code which does not look at them gets no error in any case.
      socket.opened.then(() => tell('open'), close);
      socket.closed.then(close, close);
      return socket;
    },
  });
}

function hasStreams(window: RunWindow): window is StreamingWindow {
  return 'WebSocketStream' in window;
}
