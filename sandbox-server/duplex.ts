import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Admission } from './admission.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Service } from './exchange.ts';
import { type Handlers, Listener } from './listener.ts';
import { Live } from './live.ts';
import { Metrics } from './metrics.ts';
import { type Options, optionsWith } from './options.ts';
import { checkHost, type Origins, originOf, originsFor } from './origins.ts';
import { Refusal } from './refusal.ts';
import { asRefusal, refuseSocket, sendJson, sendRefusal } from './respond.ts';
import { SiteApi } from './site-api.ts';
import type { OpenConnection } from './space.ts';
import { Spaces } from './spaces.ts';
import { pageNotFound, type ServeFile, staticFiles } from './static-files.ts';
import { allowMethods, readTarget } from './target.ts';
import { topics } from './topics/behaviours.ts';
import { Recorders } from './wire/recorders.ts';

/** The running server. */
export interface Duplex extends AsyncDisposable {
  /** The three origins as this machine reaches them. */
  readonly urls: Origins;
  /** Tells every client, waits for them to close, and stops. */
  close(): Promise<void>;
}

/** Starts the three origins. Port 0 gives each a free one. */
export async function startDuplex(
  changes: Partial<Options> = {},
  clock: Clock = systemClock,
): Promise<Duplex> {
  const options = optionsWith(changes);
  const ports = { site: 0, runner: 0, live: 0 };
  const set: Partial<Origins> = {};
  if (options.siteUrl !== '') set.site = originOf(options.siteUrl);
  if (options.runnerUrl !== '') set.runner = originOf(options.runnerUrl);
  if (options.liveUrl !== '') set.live = originOf(options.liveUrl);
  const scheme = options.cert === '' ? 'http' : 'https';
  const originsOf = (request: IncomingMessage): Origins =>
    originsFor(request.headers.host ?? authority(request), { scheme, ports, set });

  const metrics = new Metrics();
  const recorders = new Recorders(clock);
  const spaces = new Spaces(options, clock, (isWatched) => recorders.watch(isWatched));
  const service: Service = { options, clock, metrics };
  const admission = new Admission({
    options,
    spaces,
    metrics,
    recorders,
    originsFor: originsOf,
  });
  const live = new Live({ admission, spaces, topics, service });
  const api = new SiteApi({ service, admission, spaces, originsFor: originsOf });

  const notFound: ServeFile = (_, response) =>
    sendRefusal(
      response,
      new Refusal('not-found', 'There is nothing at that path.', 'Start at the site.'),
    );
  const site = staticFiles(options.siteDir, pageNotFound(options.siteDir, notFound));
  const policy = readPolicy(options.runnerDir);
  const runner = staticFiles(options.runnerDir, notFound, (request) => policy(originsOf(request)));

  /** Every origin answers for its health, and turns whatever is thrown into a refusal. */
  const answering =
    (
      serve: (
        request: IncomingMessage,
        response: ServerResponse,
        path: readonly string[],
      ) => unknown,
    ) =>
    async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      response.on('error', () => response.destroy());
      try {
        checkHost(request);
        const segments = readTarget(request.url ?? '')?.segments ?? [];
        if (segments[0] === 'healthz' && segments.length === 1) {
          allowMethods(request, ['GET', 'HEAD']);
          sendJson(response, admission.draining ? 503 : 200, {
            status: admission.draining ? 'draining' : 'ok',
          });
        } else {
          await serve(request, response, segments);
        }
      } catch (error) {
        answerFailure(response, error);
      }
    };
  const refuseUpgrade: Handlers['upgrade'] = (_, socket) =>
    refuseSocket(
      socket,
      new Refusal('not-found', 'No WebSocket is opened here.', 'Use the live origin.'),
    );

  const listeners = {
    site: new Listener(options, {
      answer: answering(async (request, response, path) => {
        if (!(await api.answer(request, response, path))) site(request, response);
      }),
      upgrade: (request, socket, head) => {
        try {
          checkHost(request);
          api.upgrade(request, socket, head);
        } catch (error) {
          refuseSocket(socket, asRefusal(error));
        }
      },
    }),
    runner: new Listener(options, { answer: answering(runner), upgrade: refuseUpgrade }),
    live: new Listener(options, {
      answer: answering((request, response) => live.answer(request, response)),
      upgrade: (request, socket, head) => live.upgrade(request, socket, head),
      connected: (socket) => {
        recorders.waits(socket);
        socket.once('close', () => recorders.waitsNoMore(socket));
      },
    }),
  };
  const names = ['site', 'runner', 'live'] as const;
  for (const [index, name] of names.entries()) {
    ports[name] = await listeners[name].listen(
      options.port === 0 ? 0 : options.port + index,
      options.host,
    );
  }
  const stopHeartbeat = clock.every(options.heartbeat * 1000, () => {
    for (const connection of connectionsOf(spaces)) connection.heartbeat();
  });

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    admission.draining = true;
    stopHeartbeat();
    // Whoever is cut off by a fault could not be told.
    for (const { faults } of spaces) faults.switchAllOff();
    for (const connection of connectionsOf(spaces)) connection.drain();
    await Promise.all(names.map((name) => listeners[name].close(options.drainTime * 1000)));
    spaces.close();
  };
  const closeOnce = () => (closing ??= close());
  const isLocal = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(options.host);
  const host = isLocal ? 'localhost' : options.host;
  return {
    urls: originsFor(host.includes(':') ? `[${host}]` : host, { scheme, ports, set }),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

/** Every connection that is open, of readers and of those who watch. */
function connectionsOf(spaces: Spaces): OpenConnection[] {
  return [...spaces].flatMap(({ connections, controls }) => [...connections, ...controls]);
}

/** The last resort: a throw from here would be a rejection that nobody handles, and end the process. */
function answerFailure(response: ServerResponse, error: unknown): void {
  try {
    sendRefusal(response, asRefusal(error));
  } catch (second) {
    console.error(second);
    response.destroy();
  }
}

/** The host that an HTTP/2 request names (RFC 9113 §8.3.1). */
function authority(request: IncomingMessage): string | undefined {
  const value = (request.headers as Record<string, unknown>)[':authority'];
  return typeof value === 'string' ? value : undefined;
}

/** The runner's content security policy, which its build writes beside it with a place for the live origin. */
function readPolicy(runnerDir: string): (origins: Origins) => Record<string, string> {
  let template: unknown;
  try {
    template = JSON.parse(
      readFileSync(join(runnerDir, 'manifest.json'), 'utf8'),
    ).contentSecurityPolicy;
  } catch {
    // Without a built runner there is nothing to guard.
  }
  if (typeof template !== 'string') return () => ({});
  return ({ site, live }) => ({
    'content-security-policy': `${template
      .replaceAll('{live-ws}', live.replace(/^http/, 'ws'))
      .replaceAll('{live}', live)}; frame-ancestors ${site}`,
  });
}
