import { describe, expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import {
  headersTooLarge,
  methodNotAllowed,
  notFoundLive,
  notFoundSite,
  notHttp,
  type Refused,
  refusalTo,
  request,
  unknownSpace,
} from './support/refusals.ts';

const get = (target: string, ...fields: string[]) => request(`GET ${target} HTTP/1.1`, fields);
const health = '/healthz';

/** What is not a request of HTTP/1.1 at all (RFC 9112 §2 and §3). */
const unreadable: [name: string, bytes: string][] = [
  ['a request line of garbage', 'garbage\r\n\r\n'],
  ['bytes of no text', '\x00\x01\x02\xff\xfe\r\n\r\n'],
  ['a NUL in the target', get('/\x00')],
  ['a space in the target', get('/a b')],
  ['a byte outside ASCII in the target', get('/\xff')],
  ['no target', 'GET HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['a relative target', get('healthz')],
  ['authority form without CONNECT', get('example.com:80')],
  ['an unknown method', request(`BREW ${health} HTTP/1.1`)],
  ['a method in lower case', request(`get ${health} HTTP/1.1`)],
  ['an unknown version', request(`GET ${health} HTTP/1.2`)],
  ['a version of another protocol', request(`GET ${health} ICY/1.1`)],
  ['lines that end in LF alone', `GET ${health} HTTP/1.1\nHost: localhost\n\n`],
  ['lines that end in CR alone', `GET ${health} HTTP/1.1\rHost: localhost\r\r`],
  ['a space in a header name', get(health, 'A B: c')],
  ['a space before the colon', get(health, 'A : b')],
  ['a header without a colon', get(health, 'no colon')],
  ['a header without a name', get(health, ': b')],
  ['a NUL in a header value', get(health, 'A: b\x00c')],
  ['a control character in a header value', get(health, 'A: \x01')],
  ['a bare CR in a header value', get(health, 'A: b\rC: d')],
  ['a folded header (§5.2)', get(health, 'A: b', ' c')],
  ['white space before the first header', `GET ${health} HTTP/1.1\r\n Host: localhost\r\n\r\n`],
  ["HTTP/2's preface in clear text", 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ["TLS's first message in clear text", '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['a SOCKS greeting', '\x05\x01\x00'],
  ['an SSH greeting', 'SSH-2.0-OpenSSH_9.9\r\n'],
];

const badHost = (message: string, help: string): Refused => ({
  status: 400,
  reason: 'bad-request',
  message,
  help,
});
const notAHost = badHost('The Host header is not a host.', 'Send the host and port of the URL.');

besideBystander('malformed requests', [], (beside) => {
  describe.each(['site', 'runner', 'live'] as const)('the %s origin', (origin) => {
    test.each(unreadable)('refuses %s', async (_, bytes) => {
      expect(await refusalTo(beside, origin, bytes)).toEqual(notHttp);
    });

    test.each([
      ['one header', get(health, `A: ${'b'.repeat(20_000)}`)],
      ['all headers together', get(health, ...Array<string>(2000).fill('Name: value'))],
      ['the target', get(`/${'a'.repeat(20_000)}`)],
      ['a megabyte of headers', get(health, ...Array<string>(64).fill(`A: ${'b'.repeat(16_000)}`))],
    ])('refuses a head in which there is too much of %s', async (_, bytes) => {
      expect(await refusalTo(beside, origin, bytes)).toEqual(headersTooLarge);
    });

    test.each([
      [
        'no Host',
        [],
        badHost(
          'The request has no Host header.',
          'Send it once, with the host and port of the URL.',
        ),
      ],
      [
        'two hosts',
        ['Host: localhost', 'Host: localhost'],
        badHost(
          'The request has more than one Host header.',
          'Send it once, with the host and port of the URL.',
        ),
      ],
      ['an empty Host', ['Host:'], notAHost],
      ['a path as Host', ['Host: localhost/a'], notAHost],
      ['spaces in Host', ['Host: a b'], notAHost],
      ['a user in Host', ['Host: me@localhost'], notAHost],
      ['a port of letters', ['Host: localhost:http'], notAHost],
      ['an open bracket', ['Host: [::1'], notAHost],
      ['markup as Host', ['Host: "><script>'], notAHost],
    ])('refuses %s', async (_, host, refused) => {
      const bytes = request(`GET ${health} HTTP/1.1`, [], '', host);
      expect(await refusalTo(beside, origin, bytes)).toEqual(refused);
    });

    test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'])(
      'refuses %s for its health',
      async (method) => {
        const bytes = request(`${method} ${health} HTTP/1.1`);
        const allowed = methodNotAllowed('GET, HEAD');
        expect(await refusalTo(beside, origin, bytes)).toEqual(allowed);
      },
    );

    test('is no proxy', async () => {
      const bytes = request('CONNECT example.com:80 HTTP/1.1');
      expect(await refusalTo(beside, origin, bytes)).toEqual({
        status: 405,
        reason: 'method-not-allowed',
        message: 'This is no proxy.',
        help: 'Use GET.',
      });
    });

    test('refuses an expectation that it does not know', async () => {
      expect(await refusalTo(beside, origin, get(health, 'Expect: tea'))).toEqual({
        status: 417,
        reason: 'expectation-failed',
        message: 'That expectation is not known.',
        help: 'Send no "Expect", or "Expect: 100-continue".',
      });
    });
  });

  describe('targets on the live origin', () => {
    const undecodable: Refused = {
      status: 400,
      reason: 'bad-request',
      message: 'The request target is not a path.',
      help: 'Encode it as a URL.',
    };
    const unknownWay: Refused = {
      ...notFoundLive,
      help: 'A topic is reached by sse, ws, long-poll, poll or send.',
    };

    test.each([
      ['/%zz', undecodable],
      ['/%', undecodable],
      ['/s/%ff/sse/ticker', undecodable],
      ['*', undecodable],
      ['/', notFoundLive],
      ['//', notFoundLive],
      ['/constructor', notFoundLive],
      ['/s/', notFoundLive],
      ['/s/x/sse/ticker/more', notFoundLive],
      ['//s/x/sse/ticker', notFoundLive],
      ['/../s/x/sse/ticker', notFoundLive],
      ['/s%2Fx%2Fsse%2Fticker', notFoundLive],
      [`/${'a'.repeat(15_000)}`, notFoundLive],
      [`/s/${'/'.repeat(15_000)}`, notFoundLive],
      [`http://other.example/s/x`, notFoundLive],
      ['/s/x/../healthz', unknownWay],
      ['/s/x/constructor/ticker', unknownWay],
      ['/s/x/__proto__/ticker', unknownWay],
      ['/s/x/sse%00/ticker', unknownWay],
      ['/s/x/SSE/ticker', unknownWay],
      ['/s/__proto__/sse/ticker', unknownSpace],
      ['/s/constructor/poll/ticker', unknownSpace],
      ['/s/%00/sse/ticker', unknownSpace],
      ['/s/%2e%2e/sse/ticker', unknownSpace],
      ['/s//sse/ticker', unknownSpace],
      [`/s/${'x'.repeat(10_000)}/sse/ticker`, unknownSpace],
      ['http://other.example/s/x/poll/ticker', unknownSpace],
    ])('%s is refused', async (target, refused) => {
      expect(await refusalTo(beside, 'live', get(target))).toEqual(refused);
    });
  });

  describe.each(['site', 'runner'] as const)('targets on the %s origin', (origin) => {
    test.each(['//', '/constructor', '/__proto__', '/%zz', '/%00', '/s/x/sse/ticker', '*'])(
      '%s is refused',
      async (target) => {
        expect(await refusalTo(beside, origin, get(target))).toEqual(notFoundSite);
      },
    );
  });
});
