import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal } from './refusal.ts';

type Headers = Readonly<Record<string, string>>;

const always: Headers = { 'x-content-type-options': 'nosniff' };

/** Lets the site's and the runner's pages read an answer from another port (Fetch standard, CORS protocol). */
export function corsHeaders(origin: string | undefined): Headers {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Retry-After',
    'timing-allow-origin': origin,
    vary: 'Origin',
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Headers = {},
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    ...always,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}

function refusalHeaders(refusal: Refusal): Headers {
  const headers: Record<string, string> = {};
  if (refusal.retryAfter !== undefined)
    headers['retry-after'] = String(Math.max(1, Math.ceil(refusal.retryAfter)));
  if (refusal.allow !== undefined) headers['allow'] = refusal.allow;
  if (refusal.reason === 'upgrade-required') headers['upgrade'] = 'websocket';
  return headers;
}

/** Whatever was thrown, as a refusal: what nobody foresaw is told to the operator and not to the client. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  console.error(error);
  return new Refusal(
    'internal-error',
    'The server failed to answer.',
    'Try again; the server is still running.',
  );
}

export function sendRefusal(
  response: ServerResponse,
  refusal: Refusal,
  headers: Headers = {},
): void {
  sendJson(
    response,
    refusal.status,
    { error: refusal.body },
    { ...refusalHeaders(refusal), ...headers },
  );
}

/** Refuses where there is no response object: before an upgrade, or when the request could not be parsed. */
export function refuseSocket(socket: Duplex, refusal: Refusal, headers: Headers = {}): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const text = `${JSON.stringify({ error: refusal.body })}\n`;
  const all = {
    ...always,
    ...refusalHeaders(refusal),
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${head.join('')}\r\n${text}`,
  );
}
