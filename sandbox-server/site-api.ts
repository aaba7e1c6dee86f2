import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Admission } from './admission.ts';
import type { Service } from './exchange.ts';
import type { Metrics } from './metrics.ts';
import type { Options } from './options.ts';
import type { Origins } from './origins.ts';
import { Refusal } from './refusal.ts';
import { readJson } from './request-body.ts';
import { sendJson } from './respond.ts';
import type { Spaces } from './spaces.ts';
import { allowMethods, readTarget } from './target.ts';
import { serveEventStream } from './transports/sse.ts';
import { WebSockets } from './transports/web-socket.ts';
import { problemsOf } from './validation.ts';
import { faultRequest } from './wire/fault-requests.ts';

const spaceRequest = z.strictObject({
  /** Makes the space's topics repeatable. */
  seed: z.union([z.string().max(64), z.number()]).optional(),
});

/** The site origin's API: where everything is, spaces and what is done to them, and the operator's counts. */
export class SiteApi {
  readonly #options: Options;
  readonly #admission: Admission;
  readonly #spaces: Spaces;
  readonly #metrics: Metrics;
  readonly #originsFor: (request: IncomingMessage) => Origins;
  readonly #service: Service;
  readonly #webSockets: WebSockets;

  constructor(parts: {
    service: Service;
    admission: Admission;
    spaces: Spaces;
    originsFor: (request: IncomingMessage) => Origins;
  }) {
    this.#service = parts.service;
    this.#options = parts.service.options;
    this.#metrics = parts.service.metrics;
    this.#admission = parts.admission;
    this.#spaces = parts.spaces;
    this.#webSockets = new WebSockets(parts.service);
    this.#originsFor = parts.originsFor;
  }

  /** Answers if the path is one of its own, else resolves to false. Throws a `Refusal`. */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    segments: readonly string[],
  ): Promise<boolean> {
    const [first, second, id, what, ...rest] = segments;
    if (first === 'metrics' && second === undefined) {
      this.#answerMetrics(request, response);
    } else if (first !== 'api') {
      return false;
    } else if (second === 'config' && id === undefined) {
      allowMethods(request, ['GET']);
      sendJson(response, 200, this.#originsFor(request));
    } else if (second === 'spaces' && id === undefined) {
      await this.#createSpace(request, response);
    } else if (second === 'spaces' && id !== undefined && what === 'faults' && rest.length === 0) {
      await this.#answerFaults(request, response, id);
    } else if (second === 'spaces' && id !== undefined && what === 'wire' && rest.length === 0) {
      this.#streamWire(request, response, id);
    } else {
      throw new Refusal(
        'not-found',
        'There is nothing at that path.',
        'The API has config, spaces, spaces/<id>/faults and spaces/<id>/wire.',
      );
    }
    return true;
  }

  /** Opens the control channel: `WS /api/control?space=<id>`. Throws a `Refusal` before the handshake. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const target = readTarget(request.url ?? '');
    if (target === null || target.segments.join('/') !== 'api/control') {
      throw new Refusal('not-found', 'No WebSocket is opened here.', 'Use the live origin.');
    }
    allowMethods(request, ['GET']);
    const { query } = target;
    const pass = this.#admission.admitControl(request, query.get('space') ?? '');
    this.#webSockets.accept({ request, socket, head, pass, topic: pass.space.wire.topic, query });
  }

  /** The wire as an event stream, so that `curl -N` shows it. */
  #streamWire(request: IncomingMessage, response: ServerResponse, id: string): void {
    allowMethods(request, ['GET']);
    const pass = this.#admission.admitControl(request, id);
    const query = readTarget(request.url ?? '')?.query ?? new URLSearchParams();
    serveEventStream({
      request,
      response,
      pass,
      topic: pass.space.wire.topic,
      query,
      service: this.#service,
    });
  }

  async #createSpace(request: IncomingMessage, response: ServerResponse): Promise<void> {
    allowMethods(request, ['POST']);
    this.#admission.checkOrigin(request, ['site']);
    const body = spaceRequest.safeParse((await readJson(request, 1024)) ?? {});
    if (!body.success) {
      throw new Refusal(
        'bad-request',
        `The body is not right: ${problemsOf(body.error)}.`,
        'Send {} or {"seed": 7}.',
      );
    }
    const { seed } = body.data;
    const space = this.#spaces.create(
      request.socket.remoteAddress ?? '',
      seed === undefined ? undefined : String(seed),
    );
    sendJson(response, 201, {
      id: space.id,
      base: `${this.#originsFor(request).live}/s/${space.id}/`,
    });
  }

  async #answerFaults(
    request: IncomingMessage,
    response: ServerResponse,
    id: string,
  ): Promise<void> {
    allowMethods(request, ['GET', 'PUT', 'DELETE']);
    this.#admission.checkOrigin(request, ['site']);
    const { faults } = this.#spaces.find(id);
    if (request.method === 'DELETE') faults.switchAllOff();
    if (request.method === 'PUT') {
      const body = faultRequest.safeParse(await readJson(request, 4096));
      if (!body.success) {
        throw new Refusal(
          'bad-request',
          `The fault is not right: ${problemsOf(body.error)}.`,
          'Send {"fault":"cut","for":3000}; "for" is in milliseconds.',
        );
      }
      faults.switchOn(body.data);
    }
    sendJson(response, 200, { faults: faults.active });
  }

  #answerMetrics(request: IncomingMessage, response: ServerResponse): void {
    allowMethods(request, ['GET']);
    const address = request.socket.remoteAddress ?? '';
    // Behind a proxy on the same machine every address is the loopback.
    const isLocal =
      /^(::1|(::ffff:)?127\.)/.test(address) && request.headers['x-forwarded-for'] === undefined;
    const token = this.#options.metricsToken;
    if (!isLocal && (token === '' || request.headers.authorization !== `Bearer ${token}`)) {
      throw new Refusal(
        'not-allowed',
        'Metrics are for this machine, and for those who have the token.',
        'Start the server with --metrics-token and send it as a bearer token.',
      );
    }
    response.writeHead(200, {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(this.#metrics.text(this.#spaces.size));
  }
}
