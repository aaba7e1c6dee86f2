/** What the server answers to bad input, and that the connection is left in order behind it. */
import type { Beside } from './beside-bystander.ts';
import type { RawResponse, RawSocket } from './raw-socket.ts';
import type { OriginName } from './server-process.ts';

export interface Refused {
  status: number;
  reason: string;
  message: string;
  help: string;
}

export const notHttp: Refused = {
  status: 400,
  reason: 'bad-request',
  message: 'That is not an HTTP request.',
  help: 'See RFC 9112.',
};

export const notFoundLive: Refused = {
  status: 404,
  reason: 'not-found',
  message: 'There is nothing at that path.',
  help: 'Paths here are s/<space>/<way>/<topic>.',
};

export const notFoundSite: Refused = {
  status: 404,
  reason: 'not-found',
  message: 'There is nothing at that path.',
  help: 'Start at the site.',
};

export const unknownSpace: Refused = {
  status: 404,
  reason: 'unknown-space',
  message:
    'There is no space of that id; a space is forgotten when nobody uses it, and when the server restarts.',
  help: 'Make a new one with POST /api/spaces on the site origin.',
};

export const headersTooLarge: Refused = {
  status: 431,
  reason: 'headers-too-large',
  message: 'The head of the request is too large.',
  help: 'Send fewer or shorter headers.',
};

export const tooSlow: Refused = {
  status: 408,
  reason: 'request-timeout',
  message: 'The request did not arrive in time.',
  help: 'Send it without a pause.',
};

/** Only these methods. */
export function methodNotAllowed(allow: string): Refused {
  return {
    status: 405,
    reason: 'method-not-allowed',
    message: `Only ${allow} works here.`,
    help: `Use ${allow}.`,
  };
}

/** The refusal in a response, which must be a whole one: JSON that no browser takes for anything else. */
export function refusalIn({ status, headers, body }: RawResponse): Refused {
  const type = headers.get('content-type');
  if (type !== 'application/json; charset=utf-8' || !headers.has('x-content-type-options')) {
    throw new Error(`A refusal of type ${type}, and ${body}`);
  }
  const { error, ...rest } = JSON.parse(body) as { error: Omit<Refused, 'status'> };
  return { status, ...error, ...rest };
}

/** Sends bytes on a connection of their own and takes one response, whatever it is. */
export async function answerTo(
  beside: Beside,
  origin: OriginName,
  bytes: string | Uint8Array,
): Promise<RawResponse> {
  await using socket = await beside.connect(origin);
  void socket.send(bytes);
  const response = await socket.response();
  await expectOrder(socket, response);
  return response;
}

/** The same for what must be refused. */
export async function refusalTo(
  beside: Beside,
  origin: OriginName,
  bytes: string | Uint8Array,
): Promise<Refused> {
  return refusalIn(await answerTo(beside, origin, bytes));
}

/** After a response the connection is closed if that was announced, else it answers the next request. */
async function expectOrder(socket: RawSocket, { headers }: RawResponse): Promise<void> {
  if (headers.get('connection')?.toLowerCase().endsWith('close')) {
    const { bytes } = await socket.rest();
    if (bytes.length > 0) throw new Error(`After the end of the response: ${bytes}`);
    return;
  }
  void socket.send('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const { status, body } = await socket.response();
  if (status !== 200) throw new Error(`The next request was answered ${status}: ${body}`);
}

/** A request's bytes; `Host` is there unless `fields` has one. */
export function request(
  line: string,
  fields: readonly string[] = [],
  body = '',
  host: readonly string[] = ['Host: localhost'],
): string {
  return `${[line, ...host, ...fields].join('\r\n')}\r\n\r\n${body}`;
}
