/** Lets a real `EventSource` read a composition, and tells what the page can see of it. Browser only. */
import type { Observation, SentEventId } from './outcome.ts';

export interface Listening {
  /** Closes the stream; nothing is observed any more. */
  stop(): void;
}

export interface Composed {
  /** Address of the composition. */
  url: string;
  /** Event types to listen for. */
  types: Iterable<string>;
  /** Asked for when the second connection is open. */
  readLastEventId(): Promise<SentEventId>;
}

/** Observes the first connection and the opening of the second, then stops by itself. */
export function listen(
  { url, types, readLastEventId }: Composed,
  observe: (observation: Observation) => void,
): Listening {
  const start = performance.now();
  const source = new EventSource(url);
  const at = () => performance.now() - start;
  let connections = 0;
  let stopped = false;

  const stop = () => {
    stopped = true;
    source.close();
  };
  const tell = (observation: Observation) => {
    if (!stopped) observe(observation);
  };

  source.addEventListener('open', (event) => {
    // A stream can name its own events `open` and `error`.
    if (event instanceof MessageEvent) return;
    connections += 1;
    if (connections === 1) return tell({ kind: 'open', at: at() });
    const opened = at();
    source.close();
    void readLastEventId().then((lastEventId) => {
      tell({ kind: 'reopened', at: opened, lastEventId });
      stop();
    });
  });
  source.addEventListener('error', (event) => {
    if (event instanceof MessageEvent) return;
    tell({ kind: 'error', at: at(), reconnecting: source.readyState === EventSource.CONNECTING });
  });
  for (const type of types) {
    source.addEventListener(type, (event) => {
      if (!(event instanceof MessageEvent)) return;
      const { data, lastEventId } = event as MessageEvent<string>;
      tell({ kind: 'event', at: at(), event: { type, data, lastEventId } });
    });
  }
  return { stop };
}
