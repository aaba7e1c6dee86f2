import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { openingFields } from './support/frames.ts';
import {
  answerTo,
  methodNotAllowed,
  notFoundLive,
  notFoundSite,
  type Refused,
  refusalIn,
  refusalTo,
  request,
  unknownSpace,
} from './support/refusals.ts';
import { createSpace } from './support/server-process.ts';

const json = 'Content-Type: application/json';
const badRequest = (message: string, help: string): Refused => ({
  status: 400,
  reason: 'bad-request',
  message,
  help,
});

besideBystander('the site', [], (beside) => {
  const send = (method: string, path: string, body = '', ...fields: string[]) =>
    request(
      `${method} ${path} HTTP/1.1`,
      body === '' ? fields : [...fields, json, `Content-Length: ${Buffer.byteLength(body)}`],
      Buffer.from(body).toString('latin1'),
    );
  const faults = () => `/api/spaces/${beside.space}/faults`;

  test.each([
    ['POST', '/api/config', 'GET'],
    ['DELETE', '/api/config', 'GET'],
    ['GET', '/api/spaces', 'POST'],
    ['PUT', '/api/spaces', 'POST'],
    ['OPTIONS', '/api/spaces', 'POST'],
    ['POST', '/api/spaces/x/faults', 'GET, PUT, DELETE'],
    ['PATCH', '/api/spaces/x/faults', 'GET, PUT, DELETE'],
    ['POST', '/api/spaces/x/wire', 'GET'],
    ['POST', '/metrics', 'GET'],
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/index.html', 'GET, HEAD'],
    ['PUT', '/new.html', 'GET, HEAD'],
    ['TRACE', '/', 'GET, HEAD'],
    ['OPTIONS', '*', 'GET, HEAD'],
  ])('%s %s is refused, and %s named', async (method, path, allow) => {
    const response = await answerTo(beside, 'site', send(method, path));
    expect(refusalIn(response)).toEqual(methodNotAllowed(allow));
    expect(response.headers.get('allow')).toBe(allow);
  });

  test.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/constructor',
    '/api/spaces/',
    '/api/spaces/x',
    '/api/spaces/x/faults/more',
    '/api/spaces/x/__proto__',
    '/api/config/x',
    '/api//config',
  ])('there is nothing at %s', async (path) => {
    expect(await refusalTo(beside, 'site', send('GET', path))).toEqual({
      ...notFoundSite,
      help: 'The API has config, spaces, spaces/<id>/faults and spaces/<id>/wire.',
    });
  });

  describe('origins', () => {
    const site = () => `http://localhost:${beside.server.ports.site}`;
    const others: [name: string, origin: () => string][] = [
      ['another host', () => 'http://evil.example'],
      ['a sandboxed page', () => 'null'],
      [
        'the runner, where the code of readers is',
        () => `http://localhost:${beside.server.ports.runner}`,
      ],
      ['the live origin', () => `http://localhost:${beside.server.ports.live}`],
    ];
    const acts: [name: string, method: string, path: () => string, body: string][] = [
      ['make a space', 'POST', () => '/api/spaces', ''],
      ['switch on a fault', 'PUT', faults, '{"fault":"cut"}'],
      ['switch off all faults', 'DELETE', faults, ''],
      ['watch the wire', 'GET', () => `/api/spaces/${beside.space}/wire`, ''],
    ];

    test.each(others.flatMap(([who, origin]) => acts.map((act) => [who, origin, ...act] as const)))(
      '%s may not %4$s',
      async (_, origin, _act, method, path, body) => {
        const bytes = send(method, path(), body, `Origin: ${origin()}`);
        expect(await refusalTo(beside, 'site', bytes)).toEqual({
          status: 403,
          reason: 'origin-not-allowed',
          message: 'Pages of that origin may not use this server.',
          help: `Open the page at ${site()}, or set the server's --site-url and --runner-url.`,
        });
      },
    );

    test.each(others)('%s may not take control', async (_, origin) => {
      const path = `/api/control?space=${beside.space}`;
      const bytes = send('GET', path, '', ...openingFields, `Origin: ${origin()}`);
      expect(await refusalTo(beside, 'site', bytes)).toMatchObject({ status: 403 });
    });

    test('no page of another origin is allowed to read an answer', async () => {
      const { headers } = await answerTo(
        beside,
        'site',
        send('GET', '/api/config', '', 'Origin: http://evil.example'),
      );
      expect(headers.has('access-control-allow-origin')).toBe(false);
    });

    test.each(['http://evil.example', 'null'])(
      'on the live origin %s is refused before all else',
      async (origin) => {
        for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
          const { status, headers } = await answerTo(
            beside,
            'live',
            send(method, '/s/x/sse/y', '', `Origin: ${origin}`),
          );
          expect(status).toBe(403);
          expect(headers.has('access-control-allow-origin')).toBe(false);
        }
      },
    );
  });

  describe('bodies', () => {
    test.each([
      ['[]', 'Invalid input: expected object, received array'],
      ['7', 'Invalid input: expected object, received number'],
      ['{"seed":{}}', 'seed: Invalid input'],
      ['{"seed":1e999}', 'seed: Invalid input'],
      [`{"seed":"${'a'.repeat(65)}"}`, 'seed: Too big: expected string to have <=64 characters'],
      ['{"id":"mine"}', 'Unrecognized key: "id"'],
      ['{"__proto__":{"seed":1}}', 'Unrecognized key: "__proto__"'],
    ])('no space for %s', async (body, problem) => {
      expect(await refusalTo(beside, 'site', send('POST', '/api/spaces', body))).toEqual(
        badRequest(`The body is not right: ${problem}.`, 'Send {} or {"seed": 7}.'),
      );
    });

    test.each([
      '',
      'null',
      '[]',
      '"cut"',
      '{}',
      '{"fault":"constructor"}',
      '{"fault":"__proto__"}',
      '{"fault":["cut"]}',
      '{"fault":"cut","for":-1}',
      '{"fault":"cut","for":1e99}',
      '{"fault":"cut","for":"1"}',
      '{"fault":"cut","for":0.5}',
      '{"fault":"cut","more":1}',
    ])('no fault for %s', async (body) => {
      const refusal = await refusalTo(beside, 'site', send('PUT', faults(), body));
      expect(refusal).toMatchObject({ status: 400, reason: 'bad-request' });
      expect(refusal.message).toMatch(/^The fault is not right: .{1,300}\.$/);
      const { body: active } = await answerTo(beside, 'site', send('GET', faults()));
      expect(JSON.parse(active)).toEqual({ faults: [] });
    });

    test.each(['nothing', '__proto__', '%00', '..'])('no faults in a space "%s"', async (id) => {
      const bytes = send('PUT', `/api/spaces/${id}/faults`, '{"fault":"cut"}');
      expect(await refusalTo(beside, 'site', bytes)).toEqual(unknownSpace);
    });

    test('a cut of one space leaves the connections of others alone', async () => {
      const space = await createSpace(beside.server);
      await using mine = await beside.connect('live');
      await mine.send(send('GET', `/s/${space}/sse/clock`));
      await mine.head();
      const bytes = send('PUT', `/api/spaces/${space}/faults`, '{"fault":"cut","for":60000}');
      expect((await answerTo(beside, 'site', bytes)).status).toBe(200);
      expect((await mine.rest()).ending).toBe('reset');
      await using again = await beside.connect('live');
      await again.send(send('GET', `/s/${space}/sse/clock`));
      expect(await again.rest()).toEqual({ bytes: Buffer.alloc(0), ending: 'reset' });
    });
  });

  test.each([
    ['X-Forwarded-For: 127.0.0.1'],
    ['X-Forwarded-For:'],
    ['X-Forwarded-For: ::1', 'Authorization: Bearer '],
    ['X-Forwarded-For: ::1', 'Authorization: Bearer undefined'],
  ])('metrics are not for whoever comes through a proxy: %s %s', async (...fields) => {
    expect(
      await refusalTo(beside, 'site', send('GET', '/metrics', '', ...fields.map(String))),
    ).toEqual({
      status: 403,
      reason: 'not-allowed',
      message: 'Metrics are for this machine, and for those who have the token.',
      help: 'Start the server with --metrics-token and send it as a bearer token.',
    });
  });

  test('a hundred and twenty spaces at once are enough for one address', async () => {
    await using socket = await beside.connect('site', '127.0.0.9');
    await socket.send(send('POST', '/api/spaces').repeat(130));
    const statuses: number[] = [];
    for (let index = 0; index < 129; index += 1) statuses.push((await socket.response()).status);
    const last = await socket.response();
    expect(statuses.filter((status) => status === 201).length).toBeLessThan(125);
    expect(refusalIn(last)).toEqual({
      status: 429,
      reason: 'too-fast',
      message: 'This address makes spaces too fast.',
      help: 'Keep the space that you have.',
    });
    expect(last.headers.get('retry-after')).toBe('1');
  });

  test('control is taken of a space that exists', async () => {
    const bytes = send('GET', '/api/control?space=nothing', '', ...openingFields);
    expect(await refusalTo(beside, 'site', bytes)).toEqual(unknownSpace);
    const elsewhere = send('GET', '/api/constructor', '', ...openingFields);
    expect(await refusalTo(beside, 'site', elsewhere)).toEqual({
      ...notFoundLive,
      message: 'No WebSocket is opened here.',
      help: 'Use the live origin.',
    });
  });
});
