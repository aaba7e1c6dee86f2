import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

/** The three origins of DESIGN: what is shown, where the reader's code runs, what answers it. */
export interface Origins {
  site: string;
  runner: string;
  live: string;
}

const hostPattern = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?$/i;

/** The three origins as a client reaches them that used this `Host`, unless they were set. */
export function originsFor(
  host: string | undefined,
  listening: {
    scheme: 'http' | 'https';
    ports: Record<keyof Origins, number>;
    set: Partial<Origins>;
  },
): Origins {
  const name = hostPattern.exec(host ?? 'localhost')?.[1];
  if (name === undefined || !URL.canParse(`http://${name}`)) throw notAHost();
  const at = (origin: keyof Origins) =>
    listening.set[origin] ?? originOf(`${listening.scheme}://${name}:${listening.ports[origin]}`);
  return { site: at('site'), runner: at('runner'), live: at('live') };
}

/** The origin of a URL as browsers write it: without a default port, without a path. */
export function originOf(url: string): string {
  return new URL(url).origin;
}

/** Throws a `Refusal` unless an HTTP/1.1 request names its host, once (RFC 9112 §3.2). HTTP/2 has other rules, kept by Node. */
export function checkHost(request: IncomingMessage): void {
  if ('stream' in request) return;
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
  const count = names.filter((name) => name.toLowerCase() === 'host').length;
  if (count === 0 && request.httpVersion === '1.0') return;
  if (count !== 1) {
    throw new Refusal(
      'bad-request',
      count === 0
        ? 'The request has no Host header.'
        : 'The request has more than one Host header.',
      'Send it once, with the host and port of the URL.',
    );
  }
  if (!hostPattern.test(request.headers.host ?? '')) throw notAHost();
}

function notAHost(): Refusal {
  return new Refusal(
    'bad-request',
    'The Host header is not a host.',
    'Send the host and port of the URL.',
  );
}
