/** Whatever is asked of the three origins by whichever method: an answer that is no failure of the server's. */
import http from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts, topicNames } from '../sandbox-server/topics/index.ts';
import { LiveServer, type Space } from './support/live-server.ts';
import { sampleOf, validQuery } from './support/valid-data.ts';

let server: LiveServer;
let space: Space;
beforeAll(async () => {
  server = await LiveServer.start({ maxTopicsPerSpace: 10_000 });
  space = await server.space();
});
afterAll(() => server.close());

interface Asked {
  origin: 'site' | 'runner' | 'live';
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** The status of the answer; its body is not awaited, for some have no end. */
function statusOf({ origin, method, path, headers, body }: Asked): Promise<number> {
  const { port } = new URL(server.urls[origin]);
  return new Promise((resolve, reject) => {
    const request = http.request({ port, method, path, headers, agent: false });
    const settle = (status: number) => {
      resolve(status);
      request.destroy();
    };
    request.on('response', ({ statusCode = 0 }) => settle(statusCode));
    request.on('upgrade', ({ statusCode = 0 }) => settle(statusCode));
    request.on('connect', ({ statusCode = 0 }) => settle(statusCode));
    request.on('error', reject);
    request.end(body);
  });
}

const method = fc.constantFrom(...http.METHODS);
const way = fc.constantFrom(
  'sse',
  'ws',
  'poll',
  'send',
  'compose',
  'wire',
  'constructor',
  '',
  '..',
);
const name = fc.constantFrom(...topicNames, 'constructor', '__proto__', '', '%00', '*');
const query = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '?',
    '?after=earliest',
    '?after=x',
    '?after=a-1',
    '?every=100',
    '?chunk=a',
    '?=&=&&',
  ),
  fc.webQueryParameters().map((text) => `?${text}`),
);
const headers = fc.dictionary(
  fc.constantFrom(
    'origin',
    'last-event-id',
    'content-type',
    'upgrade',
    'connection',
    'sec-websocket-key',
    'sec-websocket-version',
    'accept',
    'range',
    'x-forwarded-for',
    'authorization',
    'access-control-request-method',
  ),
  fc.oneof(
    fc.constantFrom('websocket', 'Upgrade', '13', 'application/json', 'null', 'bytes=0-', 'close'),
    fc.stringMatching(/^[!-~]{0,30}$/),
  ),
);

test('any method, path and header on any origin', async () => {
  const asked: fc.Arbitrary<Asked> = fc.record({
    origin: fc.constantFrom('site', 'runner', 'live'),
    method,
    path: fc.oneof(
      fc.tuple(way, name, query).map(([one, topic, rest]) => `/s/{space}/${one}/${topic}${rest}`),
      fc
        .tuple(fc.constantFrom('wire', 'faults', 'x'), query)
        .map(([one, rest]) => `/api/spaces/{space}/${one}${rest}`),
      fc.constantFrom('/', '/api/config', '/api/spaces', '/metrics', '/healthz', '/api/control'),
      fc.webPath().map((text) => (text.startsWith('/') ? text : `/${text}`)),
    ),
    headers,
    body: fc.oneof(fc.constant(''), fc.constant('{}'), fc.json()),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ path, ...rest }) => {
      // Bodies have no place in requests that hand the connection over.
      const body = rest.method === 'CONNECT' || 'upgrade' in rest.headers ? '' : rest.body;
      const status = await statusOf({ ...rest, body, path: path.replace('{space}', space.id) });
      expect(status).toBeGreaterThanOrEqual(200 - (status === 101 ? 99 : 0));
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
  await server.untilOpen({});
});

test('every topic is found with any parameters that its contract takes, by all that follow', async () => {
  for (const topic of topicNames) {
    const contract = contracts.get(topic);
    if (contract === undefined) throw new Error(`There is no contract "${topic}".`);
    for (const valid of sampleOf(validQuery(contract), 10)) {
      const path = `/s/${space.id}/poll/${topic}?${valid}`;
      const asked: Asked = { origin: 'live', method: 'GET', path, headers: {}, body: '' };
      expect(await statusOf(asked), path).toBe(200);
      expect(await statusOf({ ...asked, path: path.replace('poll', 'sse') }), path).toBe(200);
    }
  }
});
