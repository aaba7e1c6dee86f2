/** Frames that HTTP/2 (RFC 9113) does not allow, and TLS that does not begin. */
import { once } from 'node:events';
import tls from 'node:tls';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { besideBystander } from './support/beside-bystander.ts';
import { certificate, trustCertificate } from './support/certificate.ts';
import { openingFields } from './support/frames.ts';
import { request, tooSlow } from './support/refusals.ts';

trustCertificate();

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/** One frame (§4.1). */
function frame(type: number, flags: number, stream: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const settings = frame(4, 0, 0, Buffer.alloc(0));
const bytes = (length: number) => Buffer.alloc(length, 1);
const flags = ['--cert', certificate.cert, '--key', certificate.key, '--head-time', '2'];

besideBystander('HTTP/2 frames', flags, (beside) => {
  /** Sends bytes over TLS and takes what comes until the server ends the connection. */
  async function raw(protocol: string, sent: Uint8Array, mode: 'end' | 'wait'): Promise<Buffer> {
    const socket = tls.connect({
      port: beside.server.ports.live,
      host: '127.0.0.1',
      ALPNProtocols: [protocol],
    });
    const received: Buffer[] = [];
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => {});
    const closed = once(socket, 'close');
    socket.write(sent);
    if (mode === 'end') socket.end();
    await closed;
    return Buffer.concat(received);
  }

  test.each([
    ['garbage for the preface', bytes(100)],
    ['HTTP/1.1 where HTTP/2 was agreed on', Buffer.from(request('GET /healthz HTTP/1.1'))],
    ['a frame that is too long', Buffer.concat([preface, settings, frame(0, 0, 1, bytes(20_000))])],
    ['data on no stream', Buffer.concat([preface, settings, frame(0, 0, 0, bytes(1))])],
    [
      'headers that cannot be decompressed',
      Buffer.concat([preface, settings, frame(1, 5, 1, bytes(50))]),
    ],
    [
      'headers that go on without end',
      Buffer.concat([
        preface,
        settings,
        frame(1, 0, 1, Buffer.alloc(0)),
        ...Array(2000).fill(frame(9, 0, 1, Buffer.of(0x40, 1, 97, 1, 98))),
      ]),
    ],
    ['settings without end', Buffer.concat([preface, ...Array(5000).fill(settings)])],
    [
      'pings without end',
      Buffer.concat([preface, settings, ...Array(5000).fill(frame(6, 0, 0, bytes(8)))]),
    ],
    ['a window of nothing', Buffer.concat([preface, settings, frame(8, 0, 0, Buffer.alloc(4))])],
  ])('%s', async (_, sent) => {
    await raw('h2', sent, 'end');
    const next = await fetch(`${beside.server.urls.live}/healthz`);
    expect(next.status).toBe(200);
  });

  test('frames that mean nothing', async () => {
    const anyFrame = fc
      .tuple(
        fc.integer({ min: 0, max: 12 }),
        fc.nat(255),
        fc.nat(5),
        fc.uint8Array({ maxLength: 60 }),
      )
      .map((parts) => frame(...parts));
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { maxLength: 8 }), async (frames) => {
        await raw('h2', Buffer.concat([preface, settings, ...frames]), 'end');
        expect(beside.server.complaints()).toBe('');
      }),
      { numRuns: 100 },
    );
  });

  test('clear text is no TLS', async () => {
    await using socket = await beside.connect('live');
    await socket.send(request('GET /healthz HTTP/1.1'));
    expect(String((await socket.rest()).bytes)).not.toContain('HTTP/1.1');
  });

  test('a client that never begins TLS, or never asks anything, is not waited for', async () => {
    await using silent = await beside.connect('live');
    const [, answer] = await Promise.all([silent.rest(), raw('http/1.1', Buffer.alloc(0), 'wait')]);
    expect(String(answer)).toContain(` ${tooSlow.status} `);
    expect(String(answer)).toContain(tooSlow.message);
  });

  test('a WebSocket is opened with HTTP/1.1 beside it', async () => {
    const sent = Buffer.from(request(`GET /s/${beside.space}/ws/echo HTTP/1.1`, openingFields));
    expect(String(await raw('http/1.1', sent, 'end'))).toMatch(/^HTTP\/1\.1 101 /);
  });
});
