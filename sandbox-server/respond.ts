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

function refusalHeaders(refusal: Refusal): Record<string, string> {
  const headers: Record<string, string> = {};
  if (refusal.retryAfter !== undefined)
    headers['retry-after'] = String(Math.max(1, Math.ceil(refusal.retryAfter)));
  if (refusal.allow !== undefined) headers['allow'] = refusal.allow;
  if (refusal.reason === 'upgrade-required') {
    headers['upgrade'] = 'websocket';
    headers['sec-websocket-version'] = '13';
  }
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
  const { upgrade, ...anyVersion } = refusalHeaders(refusal);
  // HTTP/2 forbids both (RFC 9113 §8.2.2); in HTTP/1.1 the one goes with the other (RFC 9110 §7.8).
  const connection = response.shouldKeepAlive ? 'Upgrade' : 'Upgrade, close';
  const hopByHop: Headers =
    upgrade === undefined || 'stream' in response ? {} : { upgrade, connection };
  sendJson(
    response,
    refusal.status,
    { error: refusal.body },
    { ...anyVersion, ...hopByHop, ...headers },
  );
}

/** Refuses where there is no response object: before an upgrade, or when the request could not be parsed. */
export function refuseSocket(socket: Duplex, refusal: Refusal, headers: Headers = {}): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const text = `${JSON.stringify({ error: refusal.body })}\n`;
  const fields = refusalHeaders(refusal);
  const all = {
    ...always,
    ...fields,
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'upgrade' in fields ? 'Upgrade, close' : 'close',
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  endLingering(
    socket,
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${head.join('')}\r\n${text}`,
  );
}

/** How long what a refused client still sends is thrown away, in milliseconds. */
const lingerTime = 1000;

/**
 * Ends a connection that may have unread bytes: closed at once, it would be reset, and what was written last could be
 * lost on its way to the client (RFC 9112 §9.6).
 */
export function endLingering(socket: Duplex, text = ''): void {
  const timer = setTimeout(() => socket.destroy(), lingerTime);
  socket.once('close', () => clearTimeout(timer));
  socket.once('error', () => socket.destroy());
  socket.resume();
  socket.end(text);
}
