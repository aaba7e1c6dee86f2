import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';

export type ServeFile = (request: IncomingMessage, response: ServerResponse) => void;

/** Files whose names carry a hash of their content: they never change. */
const hashed = /\/(_astro|assets)\/|\.[0-9a-f]{8,}\./;

/** Serves a directory, with what was compressed at build time; `otherwise` answers what it does not have. */
export function staticFiles(
  directory: string,
  otherwise: ServeFile,
  headersFor: (request: IncomingMessage) => Readonly<Record<string, string>> = () => ({}),
): ServeFile {
  if (!existsSync(directory)) return otherwise;
  const handler = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders(response, pathname) {
      response.setHeader(
        'cache-control',
        hashed.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
      response.setHeader('x-content-type-options', 'nosniff');
    },
  });
  return (request, response) => {
    for (const [name, value] of Object.entries(headersFor(request)))
      response.setHeader(name, value);
    handler(request, response, () => otherwise(request, response));
  };
}
