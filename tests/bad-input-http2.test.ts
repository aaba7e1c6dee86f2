/** The same server over TLS, where HTTP/2 (RFC 9113) is spoken beside HTTP/1.1. */
import { once } from 'node:events';
import http2, { type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { certificate, trustCertificate } from './support/certificate.ts';
import {
  headersTooLarge,
  methodNotAllowed,
  notFoundLive,
  type Refused,
  unknownSpace,
} from './support/refusals.ts';
import { type OriginName, readMetrics } from './support/server-process.ts';

trustCertificate();

const flags = [
  '--cert',
  certificate.cert,
  '--key',
  certificate.key,
  '--max-buffered-bytes',
  '65536',
];

besideBystander('HTTP/2', flags, (beside) => {
  const connect = async (origin: OriginName = 'live'): Promise<ClientHttp2Session & Disposable> => {
    const session = http2.connect(beside.server.urls[origin]);
    session.on('error', () => {});
    await once(session, 'connect');
    return Object.assign(session, { [Symbol.dispose]: () => session.destroy() });
  };

  async function ask(
    fields: Record<string, string>,
    body?: string,
    origin: OriginName = 'live',
  ): Promise<{ refusal: unknown; headers: IncomingHttpHeaders }> {
    using session = await connect(origin);
    const stream = session.request(fields, { endStream: body === undefined });
    if (body !== undefined) stream.end(body);
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    let text = '';
    for await (const chunk of stream.setEncoding('utf8')) text += chunk;
    const { error } = JSON.parse(text) as { error: object };
    return { refusal: { status: headers[':status'], ...error }, headers };
  }

  const way = (name: string) => `/s/${beside.space}/${name}`;
  const json = { 'content-type': 'application/json' };

  test.each<
    [name: string, fields: () => Record<string, string>, body: string | undefined, refused: Refused]
  >([
    [
      'a WebSocket',
      () => ({ ':path': way('ws/echo') }),
      undefined,
      {
        status: 426,
        reason: 'upgrade-required',
        message: 'This is where WebSockets are opened.',
        help: 'Ask with "Upgrade: websocket".',
      },
    ],
    [
      'a tunnel',
      () => ({ ':method': 'CONNECT', ':authority': 'example.com:80' }),
      undefined,
      { status: 405, reason: 'method-not-allowed', message: 'This is no proxy.', help: 'Use GET.' },
    ],
    [
      'a target that cannot be decoded',
      () => ({ ':path': '/%zz' }),
      undefined,
      {
        status: 400,
        reason: 'bad-request',
        message: 'The request target is not a path.',
        help: 'Encode it as a URL.',
      },
    ],
    ['a prototype', () => ({ ':path': '/constructor' }), undefined, notFoundLive],
    ['a prototype as space', () => ({ ':path': '/s/__proto__/sse/echo' }), undefined, unknownSpace],
    [
      'a wrong method',
      () => ({ ':path': '/healthz', ':method': 'DELETE' }),
      undefined,
      methodNotAllowed('GET, HEAD'),
    ],
    [
      'an expectation',
      () => ({ ':path': way('send/echo'), ':method': 'POST', ...json, expect: 'tea' }),
      '{}',
      {
        status: 417,
        reason: 'expectation-failed',
        message: 'That expectation is not known.',
        help: 'Send no "Expect", or "Expect: 100-continue".',
      },
    ],
    [
      'a body that is too large',
      () => ({ ':path': way('send/echo'), ':method': 'POST', ...json }),
      ' '.repeat(70_000),
      {
        status: 413,
        reason: 'too-large',
        message: 'The body is larger than 65536 bytes.',
        help: 'Send less at a time.',
      },
    ],
    [
      'a body that is no JSON',
      () => ({ ':path': way('send/echo'), ':method': 'POST', ...json }),
      '{',
      {
        status: 400,
        reason: 'bad-request',
        message: 'The body is not JSON in UTF-8.',
        help: 'Send one JSON value.',
      },
    ],
  ])('%s is refused', async (_, fields, body, refused) => {
    expect((await ask(fields(), body)).refusal).toEqual(refused);
  });

  test.each(['http://evil.example', 'null'])('the origin %s is refused', async (origin) => {
    const { refusal, headers } = await ask({ ':path': way('poll/echo'), origin });
    expect(refusal).toMatchObject({ status: 403, reason: 'origin-not-allowed' });
    expect(headers['access-control-allow-origin']).toBe(undefined);
  });

  test('headers that are too large are refused', async () => {
    const fields = { ':path': '/healthz', filler: 'x'.repeat(20_000) };
    expect((await ask(fields)).refusal).toEqual(headersTooLarge);
  });

  describe('streams that are left', () => {
    test('two thousand that are reset at once leave no ghost', async () => {
      for (let round = 0; round < 20; round += 1) {
        using session = await connect();
        for (let index = 0; index < 100; index += 1) {
          const stream = session.request({ ':path': way('sse/clock') });
          stream.on('error', () => {});
          stream.close(http2.constants.NGHTTP2_CANCEL);
        }
        await new Promise<void>((resolve) => session.close(resolve));
      }
      await beside.quiet();
      expect(beside.server.complaints()).toBe('');
    });

    test.each(['sse/clock?every=100', 'long-poll/echo', 'compose?chunk=a&end=hold', 'ws/echo'])(
      'a session that is cut in %s leaves no ghost',
      async (path) => {
        using session = await connect();
        for (let index = 0; index < 50; index += 1) {
          session.request({ ':path': way(path) }).on('error', () => {});
        }
        await once(session.request({ ':path': '/healthz' }), 'response');
        session.destroy();
        await beside.quiet();
        expect(beside.server.complaints()).toBe('');
      },
    );

    test('one that is never read is dropped', async () => {
      using session = await connect();
      const stream = session.request({ ':path': way('sse/echo') });
      stream.on('error', () => {});
      await once(stream, 'response');
      const url = `${beside.server.urls.live}${way('send/echo')}`;
      const body = JSON.stringify({ event: 'say', data: { text: '\u0001'.repeat(4000) } });
      const dropped = 'duplex_refusals_total{reason="too-slow"}';
      for (let sent = 0; !(await readMetrics(beside.server)).has(dropped); sent += 1) {
        expect(sent).toBeLessThan(200);
        await fetch(url, { method: 'POST', headers: json, body });
      }
      let text = '';
      for await (const chunk of stream.setEncoding('utf8')) text += chunk;
      expect(text).toContain('event:dropped\ndata:{"reason":"too-slow"');
    });
  });
});
