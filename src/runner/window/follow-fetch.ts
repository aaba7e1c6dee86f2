/**
 * Follows every `fetch` of a run until its body has ended, was cancelled or aborted, without touching the response: what
 * consumes a body is watched where it starts, and the browser's own timing tells of bodies that nobody reads. Browser-safe.
 */
import type { ConnectionLog } from './connection-log.ts';
import { followBodies } from './follow-bodies.ts';
import { type RunWindow, replace } from './run-window.ts';

interface Request {
  url: string;
  /** On the clock of the window. */
  start: number;
  close(): void;
}

/** Statuses whose responses have no body. */
const bodiless = new Set([101, 103, 204, 205, 304]);

export function followFetch(window: RunWindow, log: ConnectionLog): void {
  const open = new Set<Request>();
  const bodies = followBodies(window);

  replace(window, 'fetch', {
    apply(original, self, args: Parameters<typeof fetch>) {
      const answer: ReturnType<typeof fetch> = Reflect.apply(original, self, args);
      const [input, init] = args;
      const url = urlOf(window, input);
      const tell = log.open('fetch', url);
      const request: Request = {
        url,
        start: window.performance.now(),
        close() {
          open.delete(request);
          tell('closed');
        },
      };
      open.add(request);
      const signal = init?.signal ?? (isRequest(input) ? input.signal : undefined);
      signal?.addEventListener('abort', request.close, { once: true });
      answer.then((response) => {
        if (!open.has(request)) return;
        tell('open');
        const method = init?.method ?? (isRequest(input) ? input.method : 'GET');
        if (bodiless.has(response.status) || /^head$/i.test(method)) request.close();
        else bodies.follow(response, request.close);
      }, request.close);
      return answer;
    },
  });

  new window.PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      if (entry.initiatorType !== 'fetch') continue;
      // Of several to one address, the one that was asked for when the entry says.
      const [match] = [...open]
        .filter(({ url }) => url === entry.name)
        .sort((one, other) => distance(one, entry) - distance(other, entry));
      match?.close();
    }
  }).observe({ type: 'resource' });
}

function distance({ start }: Request, entry: PerformanceResourceTiming): number {
  return Math.abs(start - entry.startTime);
}

function isRequest(input: RequestInfo | URL): input is globalThis.Request {
  return typeof input === 'object' && 'signal' in input && 'url' in input;
}

/** As the browser resolves it: without a fragment. */
function urlOf(window: RunWindow, input: RequestInfo | URL): string {
  const text = isRequest(input) ? input.url : String(input);
  try {
    const url = new URL(text, window.document.baseURI);
    url.hash = '';
    return url.href;
  } catch {
    return text;
  }
}
