/** HTTP/2 (RFC 9113) over TLS: one connection that many requests and streams share. */
import { once } from 'node:events';
import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
} from 'node:http2';
import net, { type Socket } from 'node:net';
import tls from 'node:tls';
import { createParser } from 'eventsource-parser';
import { Following } from './following.ts';

export interface Http2Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export class Http2Connection implements AsyncDisposable {
  readonly session: ClientHttp2Session;
  readonly #tcp: Socket;

  private constructor(session: ClientHttp2Session, tcp: Socket) {
    this.session = session;
    this.#tcp = tcp;
  }

  static async open(url: string): Promise<Http2Connection> {
    const { hostname, port } = new URL(url);
    const tcp = net.connect(Number(port), hostname);
    const session = http2.connect(url, {
      createConnection: () =>
        tls.connect({ socket: tcp, servername: hostname, ALPNProtocols: ['h2'] }),
    });
    // Told to every stream as well.
    session.on('error', () => {});
    await once(session, 'connect');
    return new Http2Connection(session, tcp);
  }

  /** Ends the TCP connection with RST. */
  reset(): void {
    this.#tcp.resetAndDestroy();
  }

  /** Asks and takes the whole answer; with a body, by POST. */
  async ask(
    path: string,
    body?: unknown,
    fields: Record<string, string> = {},
  ): Promise<Http2Answer> {
    const stream = this.#request(path, body === undefined ? 'GET' : 'POST', {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...fields,
    });
    // A GET has been ended already.
    if (body !== undefined) stream.end(JSON.stringify(body));
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    return { status: Number(headers[':status']), headers, body: text };
  }

  /** Follows an event stream until it ends; does not come back. */
  follow(path: string, fields: Record<string, string> = {}): Http2Following {
    return new Http2Following(this.#request(path, 'GET', fields));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.session.closed && this.session.destroyed) return;
    const closed = new Promise((resolve) => this.session.once('close', resolve));
    this.session.destroy();
    await closed;
  }

  #request(path: string, method: string, fields: Record<string, string>): ClientHttp2Stream {
    return this.session.request({ ':path': path, ':method': method, ...fields });
  }
}

export class Http2Following extends Following {
  readonly stream: ClientHttp2Stream;
  /** Of the response, once it has come. */
  headers: IncomingHttpHeaders = {};
  /** How the stream ended: an error code (RFC 9113 §7), 0 for a regular end. */
  ending: number | null = null;

  constructor(stream: ClientHttp2Stream) {
    super('HTTP/2', () => {
      stream.close(http2.constants.NGHTTP2_CANCEL);
    });
    this.stream = stream;
    const parser = createParser({
      onEvent: ({ id = '', event = 'message', data }) =>
        this.take({ id, event, data: JSON.parse(data) }),
    });
    stream.setEncoding('utf8');
    stream.on('response', (headers) => {
      this.headers = headers;
      this.connections += 1;
      this.wake();
    });
    stream.on('data', (text: string) => parser.feed(text));
    stream.on('error', () => {});
    stream.on('close', () => {
      this.ending = stream.rstCode;
      this.wake();
    });
  }
}
