import type { IncomingMessage } from 'node:http';
import type { Metrics } from './metrics.ts';
import type { Options } from './options.ts';
import type { Origins } from './origins.ts';
import { Refusal } from './refusal.ts';
import type { CarrierUse, OpenConnection, Space } from './space.ts';
import type { Spaces } from './spaces.ts';
import { carrierOf } from './wire/carrier.ts';
import type { Recorders } from './wire/recorders.ts';

/** What a request has shown: where it comes from and which space it may use. */
export interface Pass {
  readonly space: Space;
  readonly address: string;
  /** The origin of the page that asks; none for `curl` and scripts. */
  readonly origin: string | undefined;
  /** Counts a connection that stays open; the result counts it out again. */
  hold(connection: OpenConnection): () => void;
}

/** The one gate that requests and upgrades alike pass: origin, space, rates, connection limits. */
export class Admission {
  readonly #options: Options;
  readonly #spaces: Spaces;
  readonly #metrics: Metrics;
  readonly #originsFor: (request: IncomingMessage) => Origins;
  readonly #recorders: Recorders;
  readonly #openByAddress = new Map<string, number>();
  draining = false;

  constructor(parts: {
    options: Options;
    spaces: Spaces;
    metrics: Metrics;
    originsFor: (request: IncomingMessage) => Origins;
    recorders: Recorders;
  }) {
    this.#options = parts.options;
    this.#spaces = parts.spaces;
    this.#metrics = parts.metrics;
    this.#originsFor = parts.originsFor;
    this.#recorders = parts.recorders;
  }

  /** Throws a `Refusal`, or lets in what uses the space. A `request` is over with its answer, all else stays open and is limited. */
  admit(request: IncomingMessage, spaceId: string, use: CarrierUse | 'held'): Pass {
    const { space, address, origin } = this.#check(request, spaceId, ['site', 'runner']);
    space.use(carrierOf(request), use === 'held' ? 'request' : use);
    const wait = space.requests.take();
    if (wait > 0) {
      throw new Refusal('too-fast', 'This space gets too many requests.', 'Wait, then go slower.', {
        retryAfter: wait,
      });
    }
    const pass: Pass = {
      space,
      address,
      origin,
      hold: (connection) => this.#hold(space.connections, address, connection),
    };
    this.checkConnections(pass, use);
    return pass;
  }

  /** Throws a `Refusal` for what stays open while as many are as may; asked again when what was let in has been long under way. */
  checkConnections({ space, address }: Pass, use: CarrierUse | 'held'): void {
    if (use !== 'request') this.#checkConnections(space, address);
  }

  /** The request is known to be this space's now: also what becomes of one that is not let in can be watched. */
  notice(request: IncomingMessage, space: Space): void {
    const { socket, rawHeaders } = request;
    space.met(carrierOf(request), { recorder: this.#recorders.of(socket), rawHeaders });
    this.#recorders.waitsNoMore(socket);
  }

  /** The request of this space is answered. */
  release(request: IncomingMessage, space: Space): void {
    space.leave(carrierOf(request));
    // Of HTTP/2 each stream is one request; where a body is still coming, it is not known where the next head begins.
    if (request.httpVersionMajor === 1 && request.complete) this.#recorders.waits(request.socket);
  }

  /** The same for those who watch and steer a space: only the site's pages do, and they are no part of the space. */
  admitControl(request: IncomingMessage, spaceId: string): Pass {
    const { space, address, origin } = this.#check(request, spaceId, ['site']);
    this.#checkConnections(space, address);
    space.touch();
    return {
      space,
      address,
      origin,
      hold: (connection) => {
        const { heartbeat, drain, end } = connection;
        const control: OpenConnection = {
          transport: 'control',
          heartbeat: heartbeat.bind(connection),
          drain: drain.bind(connection),
          end: end.bind(connection),
        };
        return this.#hold(space.controls, address, control);
      },
    };
  }

  #check(request: IncomingMessage, spaceId: string, allowed: readonly (keyof Origins)[]) {
    const origin = this.checkOrigin(request, allowed);
    if (this.draining) {
      throw new Refusal('draining', 'The server is stopping.', 'Connect again in a moment.', {
        retryAfter: 5,
      });
    }
    const space = this.#spaces.find(spaceId);
    return { space, address: request.socket.remoteAddress ?? '', origin };
  }

  /** The request's `Origin` if it is one of ours, none if it has none. Throws a `Refusal` for any other (RFC 6455 §10.2). */
  checkOrigin(request: IncomingMessage, allowed: readonly (keyof Origins)[]): string | undefined {
    const { origin } = request.headers;
    if (origin === undefined) return undefined;
    const origins = this.#originsFor(request);
    if (allowed.some((name) => origins[name] === origin)) return origin;
    throw new Refusal(
      'origin-not-allowed',
      'Pages of that origin may not use this server.',
      `Open the page at ${origins.site}, or set the server's --site-url and --runner-url.`,
    );
  }

  #checkConnections(space: Space, address: string): void {
    const refuse = (whose: string) => {
      throw new Refusal(
        'too-many-connections',
        `${whose} has as many connections open as it may.`,
        'Close some first.',
        {
          retryAfter: 1,
        },
      );
    };
    if (space.connections.size >= this.#options.maxConnectionsPerSpace) refuse('This space');
    const open = this.#openByAddress.get(address) ?? 0;
    if (open >= this.#options.maxConnectionsPerAddress) refuse('This address');
  }

  #hold(held: Set<OpenConnection>, address: string, connection: OpenConnection): () => void {
    held.add(connection);
    this.#openByAddress.set(address, (this.#openByAddress.get(address) ?? 0) + 1);
    this.#metrics.opened(connection.transport);
    return () => {
      if (!held.delete(connection)) return;
      const left = (this.#openByAddress.get(address) ?? 1) - 1;
      if (left === 0) this.#openByAddress.delete(address);
      else this.#openByAddress.set(address, left);
      this.#metrics.closed(connection.transport);
    };
  }
}
