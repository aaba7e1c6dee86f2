/** One request over HTTP/1.1, with a connection to itself, or over HTTP/2: the same to a test. */
import http2 from 'node:http2';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { Http2Connection } from './clients/http2.ts';

export interface CarriedRequest {
  method?: string;
  /** With its query. */
  path: string;
  headers?: Record<string, string>;
  /** In ASCII. */
  body?: string;
}

/** A request that was made. */
export interface Carried {
  /** Resolves when the answer has said so much. */
  until(text: string): Promise<void>;
  /** Resolves when it is over, however it ends. */
  readonly ended: Promise<void>;
  /** Gives it up, as a browser does. */
  abandon(): void;
}

export interface Carrier extends AsyncDisposable {
  request(asked: CarriedRequest): Carried;
}

export const carriers: readonly { name: string; open(url: string): Promise<Carrier> }[] = [
  { name: 'HTTP/1.1', open: async (url) => overHttp1(url) },
  { name: 'HTTP/2', open: overHttp2 },
];

function overHttp1(url: string): Carrier {
  return {
    request({ method = 'GET', path, headers = {}, body }) {
      const request = https.request(new URL(path, url), { agent: false, method, headers });
      const ended = new Promise<void>((resolve) => request.once('close', () => resolve()));
      request.on('error', () => {}).end(body);
      const answer = new Promise<Readable>((resolve) => request.once('response', resolve));
      return { until: textIn(answer), ended, abandon: () => request.destroy() };
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function overHttp2(url: string): Promise<Carrier> {
  const connection = await Http2Connection.open(url);
  return {
    request({ method = 'GET', path, headers = {}, body }) {
      // As browsers do, and the client of HTTP/1.1.
      const length = body === undefined ? {} : { 'content-length': String(body.length) };
      const fields = { ':method': method, ':path': path, ...length, ...headers };
      const stream = connection.session.request(fields, { endStream: body === undefined });
      const ended = new Promise<void>((resolve) => stream.once('close', () => resolve()));
      stream.on('error', () => {});
      if (body !== undefined) stream.end(body);
      return {
        until: textIn(Promise.resolve(stream)),
        ended,
        abandon: () => stream.close(http2.constants.NGHTTP2_CANCEL),
      };
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}

/** Reads the answer to its end, and resolves to each wait when its text has come. */
function textIn(answer: Promise<Readable>): Carried['until'] {
  let text = '';
  let look = () => {};
  void answer.then((readable) => {
    readable.on('error', () => {}).setEncoding('utf8');
    readable.on('data', (more: string) => {
      text += more;
      look();
    });
  });
  return (wanted) =>
    new Promise((resolve) => {
      look = () => {
        if (text.includes(wanted)) resolve();
      };
      look();
    });
}
