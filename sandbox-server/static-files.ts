import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import sirv from 'sirv';
import { allowMethods, originForm } from './target.ts';

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
    allowMethods(request, ['GET', 'HEAD']);
    request.url = originForm(request.url ?? '');
    if (!isOneRange(request.headers.range)) delete request.headers.range;
    // sirv pipes the file and looks after neither end: an unreadable file would end the process, and a client that
    // leaves would keep the file open.
    response.once('pipe', (file: Readable) => {
      file.once('error', () => response.destroy());
      response.once('close', () => file.destroy());
    });
    for (const [name, value] of Object.entries(headersFor(request)))
      response.setHeader(name, value);
    handler(request, response, () => otherwise(request, response));
  };
}

/** Answers a page's request for what is not there with the site's own page that says so; all others with `otherwise`. */
export function pageNotFound(directory: string, otherwise: ServeFile): ServeFile {
  const path = join(directory, '404.html');
  if (!existsSync(path)) return otherwise;
  const page = readFileSync(path);
  return (request, response) => {
    if (!/\btext\/html\b/.test(request.headers.accept ?? '')) {
      otherwise(request, response);
      return;
    }
    response.writeHead(404, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': page.length,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : page);
  };
}

/** Whether sirv understands the range. Any other may be answered with the whole file (RFC 9110 §14.2). */
function isOneRange(range: string | undefined): boolean {
  const [, start, end] = /^bytes=([0-9]{1,15})-([0-9]{0,15})$/.exec(range ?? '') ?? [];
  return start !== undefined && (end === '' || Number(end) >= Math.max(Number(start), 1));
}
