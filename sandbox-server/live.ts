import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Admission, Pass } from './admission.ts';
import { serveComposition } from './composer.ts';
import type { Topic } from './define-topic.ts';
import type { Exchange, Service } from './exchange.ts';
import { checkHost } from './origins.ts';
import { Refusal } from './refusal.ts';
import { asRefusal, corsHeaders, refuseSocket, sendRefusal } from './respond.ts';
import type { CarrierUse, Space } from './space.ts';
import type { Spaces } from './spaces.ts';
import { allowMethods, readTarget } from './target.ts';
import { serveLongPoll } from './transports/long-poll.ts';
import { servePoll } from './transports/poll.ts';
import { serveSend } from './transports/send.ts';
import { serveEventStream } from './transports/sse.ts';
import { WebSockets } from './transports/web-socket.ts';
import { arrivalOf, type Carrier, carrierOf } from './wire/carrier.ts';

interface Route {
  method: 'GET' | 'POST';
  /** What it does with its connection. */
  use: CarrierUse | 'held';
  serve(exchange: Exchange): Promise<void> | void;
}

/** `s/<space>/<way>/<topic>`, by way. */
const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['sse', { method: 'GET', use: 'event-stream', serve: serveEventStream }],
  ['long-poll', { method: 'GET', use: 'held', serve: serveLongPoll }],
  ['poll', { method: 'GET', use: 'request', serve: servePoll }],
  ['send', { method: 'POST', use: 'request', serve: serveSend }],
]);

/** A path below a space: its id, the way to reach a topic, and the topic. */
interface Place {
  /** Empty when the path is below none. */
  spaceId: string;
  /** Undefined when it is no path of this form. */
  way: string | undefined;
  topicName: string | undefined;
  query: URLSearchParams;
}

/** The live origin: finds the topic that a request asks for and hands it to its transport. */
export class Live {
  readonly #admission: Admission;
  readonly #spaces: Spaces;
  readonly #topics: ReadonlyMap<string, Topic>;
  readonly #service: Service;
  readonly #webSockets: WebSockets;

  constructor(parts: {
    admission: Admission;
    spaces: Spaces;
    topics: ReadonlyMap<string, Topic>;
    service: Service;
  }) {
    this.#admission = parts.admission;
    this.#spaces = parts.spaces;
    this.#topics = parts.topics;
    this.#service = parts.service;
    this.#webSockets = new WebSockets(parts.service);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let origin: string | undefined;
    try {
      const carrier = carrierOf(request);
      if (isCut(this.#meet(request, response), carrier)) return;
      origin = this.#admission.checkOrigin(request, ['site', 'runner']);
      if (request.method !== 'OPTIONS') return await this.#serve(request, response);
      await arrivalOf(carrier);
      answerPreflight(response, origin);
    } catch (error) {
      const refusal = asRefusal(error);
      this.#service.metrics.refused(refusal.reason);
      sendRefusal(response, refusal, corsHeaders(origin));
    }
  }

  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const carrier = carrierOf(request);
      if (isCut(this.#meet(request), carrier)) return;
      checkHost(request);
      this.#admission.checkOrigin(request, ['site', 'runner']);
      const place = readPlace(request);
      if (place.way !== 'ws') {
        throw await this.#nothingAt(request, place, 'Only ws/<topic> can be upgraded.');
      }
      allowMethods(request, ['GET']);
      const stripped = this.#spaces.get(place.spaceId)?.faults.get('strip-upgrade') !== undefined;
      const use = stripped ? 'request' : 'web-socket';
      const admitted = this.#admission.admit(request, place.spaceId, use);
      const arrival = arrivalOf(carrier);
      if (arrival !== null) await arrival;
      const pass = this.#letIn(admitted, use);
      // The proxy hands on a plain GET, and this is what it is answered.
      if (stripped) throw upgradeRequired();
      const topic = this.#findTopic(place, pass);
      this.#webSockets.accept({ request, socket, head, pass, topic, query: place.query });
    } catch (error) {
      const refusal = asRefusal(error);
      this.#service.metrics.refused(refusal.reason);
      refuseSocket(socket, refusal);
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const place = readPlace(request);
    const { way = '', query } = place;
    const isComposition = way === 'compose' && place.topicName === undefined;
    const route = routes.get(way);
    if (route === undefined && !isComposition && way !== 'ws') {
      const help = 'A topic is reached by sse, ws, long-poll, poll or send.';
      throw await this.#nothingAt(request, place, help);
    }
    const allow = route?.method ?? 'GET';
    allowMethods(request, [allow]);
    // A body that nobody reads would stop the socket from being read, and its end from being noticed.
    if (allow === 'GET') request.resume();
    const use = route?.use ?? (isComposition ? 'event-stream' : 'request');
    const admitted = this.#admission.admit(request, place.spaceId, use);
    const arrival = arrivalOf(carrierOf(request));
    if (arrival !== null) await arrival;
    const pass = this.#letIn(admitted, use);
    if (use === 'event-stream' && pass.space.faults.get('no-content') !== undefined) {
      response.writeHead(204, corsHeaders(pass.origin)).end();
      return;
    }
    if (isComposition) {
      const rawQuery = (request.url ?? '').split('?').slice(1).join('?');
      serveComposition(response, rawQuery, pass, this.#service);
      return;
    }
    const topic = this.#findTopic(place, pass);
    if (route === undefined) {
      throw upgradeRequired();
    }
    await route.serve({ request, response, pass, topic, query, service: this.#service });
  }

  /** Lets a request in that has arrived, as far as there is room at this moment, unless the space refuses it. */
  #letIn(pass: Pass, use: Route['use']): Pass {
    this.#admission.checkConnections(pass, use);
    refuseByFault(pass);
    return pass;
  }

  /** What to say where nothing is: in a space that refuses every request, not even that. */
  async #nothingAt(request: IncomingMessage, place: Place, help: string): Promise<Refusal> {
    const { spaceId, way } = place;
    if (this.#spaces.get(spaceId) !== undefined) {
      const pass = this.#admission.admit(request, spaceId, 'request');
      await arrivalOf(carrierOf(request));
      refuseByFault(pass);
    }
    return new Refusal(
      'not-found',
      'There is nothing at that path.',
      way === undefined ? 'Paths here are s/<space>/<way>/<topic>.' : help,
    );
  }

  #findTopic({ topicName = '', query }: Place, pass: Pass) {
    const topic = this.#topics.get(topicName);
    if (topic === undefined) {
      throw new Refusal(
        'unknown-topic',
        'There is no topic of that name.',
        `Follow one of these: ${[...this.#topics.keys()].join(', ')}.`,
      );
    }
    return pass.space.topic(topic, query);
  }

  /** The space that the request is for: what becomes of it can be watched from now on, also when it is refused. */
  #meet(request: IncomingMessage, response?: ServerResponse): Space | undefined {
    const [start, spaceId = ''] = readTarget(request.url ?? '')?.segments ?? [];
    const space = start === 's' ? this.#spaces.get(spaceId) : undefined;
    if (space !== undefined) this.#admission.notice(request, space, response);
    return space;
  }
}

/** While a space is cut, its requests meet a reset instead of an answer. */
function isCut(space: Space | undefined, carrier: Carrier): boolean {
  const cut = space?.faults.cutting ?? null;
  cut?.(carrier);
  return cut !== null;
}

function readPlace(request: IncomingMessage): Place {
  const target = readTarget(request.url ?? '');
  if (target === null)
    throw new Refusal('bad-request', 'The request target is not a path.', 'Encode it as a URL.');
  const [start, spaceId = '', way, topicName, ...rest] = target.segments;
  const { query } = target;
  if (start !== 's') return { spaceId: '', way: undefined, topicName, query };
  return { spaceId, way: rest.length > 0 ? undefined : way, topicName, query };
}

/** While the fault `refuse` is on, every request of the space is. */
function refuseByFault({ space }: Pass): void {
  const fault = space.faults.get('refuse');
  if (fault === undefined) return;
  throw new Refusal(
    'refused-by-fault',
    `The fault "refuse" is on in this space, with status ${fault.status}.`,
    'Switch it off in the Faults panel.',
    { status: fault.status, retryAfter: fault.retryAfter },
  );
}

function upgradeRequired(): Refusal {
  return new Refusal(
    'upgrade-required',
    'This is where WebSockets are opened.',
    'Ask with "Upgrade: websocket".',
  );
}

/** Answers a CORS preflight (Fetch standard §3.3.5). */
function answerPreflight(response: ServerResponse, origin: string | undefined): void {
  response.writeHead(204, {
    ...corsHeaders(origin),
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'Content-Type, Last-Event-ID',
    'access-control-max-age': '600',
  });
  response.end();
}
