import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal } from './refusal.ts';
import { endLingering, refuseSocket } from './respond.ts';

/**
 * Answers what the HTTP parser could not read, without ever putting a refusal where the client waits for something
 * else: into an answer that has begun, or in front of one that is still to come.
 */
export function refuseUnparsed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  newest: ServerResponse | undefined,
): void {
  // A refusal is on its way already: what still comes is thrown away.
  if (socket.writableEnded) return;
  if (error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const refuse = () => refuseSocket(socket, refusalFor(error.code));
  if (newest === undefined) {
    refuse();
  } else if (newest.req.complete) {
    if (newest.writableFinished) refuse();
    else if (newest.writableEnded || !newest.headersSent) newest.once('finish', refuse);
    else socket.destroy();
  } else if (newest.writableEnded) {
    endLingering(socket);
  } else if (newest.headersSent || newest.socket === null) {
    socket.destroy();
  } else {
    refuse();
  }
}

export function headersTooLarge(): Refusal {
  return new Refusal(
    'headers-too-large',
    'The head of the request is too large.',
    'Send fewer or shorter headers.',
  );
}

function refusalFor(code: string | undefined): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return headersTooLarge();
  }
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return new Refusal(
      'too-large',
      'The chunk extensions of the body are too large.',
      'Send the chunks without extensions.',
    );
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Refusal(
      'request-timeout',
      'The request did not arrive in time.',
      'Send it without a pause.',
    );
  }
  return new Refusal('bad-request', 'That is not an HTTP request.', 'See RFC 9112.');
}
