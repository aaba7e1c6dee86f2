/** Whatever bytes come: the process lives, nobody else notices, and what is answered is whole and no failure of ours. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Beside, besideBystander } from './support/beside-bystander.ts';
import { frame, framesIn, opcodes, openingFields, takeFrame, text } from './support/frames.ts';
import type { RawSocket } from './support/raw-socket.ts';
import { request } from './support/refusals.ts';
import { message, open } from './support/web-socket-session.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const bigBytes = fc
  .uint8Array({ maxLength: 70_000, size: 'max' })
  .map((array) => Buffer.from(array));

/** What requests are made of, in any order and mixed with anything. */
const httpPieces = (space: string) =>
  fc.constantFrom(
    'GET ',
    'POST ',
    'HTTP/1.1',
    'HTTP/1.0',
    ' ',
    '\r\n',
    '\r\n\r\n',
    '\n',
    '\0',
    ':',
    'Host: localhost\r\n',
    'Content-Length: 5\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Expect: 100-continue\r\n',
    '5\r\nhello\r\n',
    '0\r\n\r\n',
    `${openingFields.join('\r\n')}\r\n`,
    request('GET /healthz HTTP/1.1'),
    ...['sse/echo', 'long-poll/echo', 'poll/chat', 'compose?chunk=a&every=1', 'ws/echo'].flatMap(
      (path) => [
        request(`GET /s/${space}/${path} HTTP/1.1`),
        request(`GET /s/${space}/${path} HTTP/1.1`, openingFields),
      ],
    ),
    request(
      `POST /s/${space}/send/echo HTTP/1.1`,
      ['Content-Type: application/json', 'Content-Length: 2'],
      '{}',
    ),
    request(
      `PUT /api/spaces/${space}/faults HTTP/1.1`,
      ['Content-Type: application/json', 'Content-Length: 2'],
      '{}',
    ),
  );

/** Names and values as they may stand in a path or a query, with those that have a meaning somewhere. */
const word = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    '',
    '.',
    '..',
    '%00',
    '%zz',
    'echo',
    'chat',
    'ticker',
    'clock',
    'sse',
    'poll',
    'send',
    'ws',
    'compose',
    's',
    'api',
    'spaces',
    'faults',
    'after',
    'earliest',
    'chunk',
    'rate',
    'room',
  ),
  fc.string().map(encodeURIComponent),
);

const anyFrame = fc
  .record({
    opcode: fc.oneof(fc.constantFrom(...Object.values(opcodes)), fc.integer({ min: 0, max: 15 })),
    payload: fc.oneof(bytes, fc.constant(Buffer.from(message))),
    final: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean()),
    reserved: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constantFrom(0x10, 0x20, 0x40)),
    masked: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
    declared: fc.option(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), { freq: 9 }),
  })
  .map(({ declared, ...parts }) => frame(declared === null ? parts : { ...parts, declared }));

const closeCodes = [1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014];

besideBystander(
  'anything',
  ['--requests-per-second', '10000', '--messages-per-second', '10000'],
  (beside) => {
    describe.each(['unwatched', 'while its wire is watched'])('%s', (mode) => {
      const watching = new AbortController();
      beforeAll(async () => {
        if (mode !== 'unwatched') await watch(beside, watching.signal);
      });
      afterAll(() => watching.abort());

      test.each(['site', 'runner', 'live'] as const)('bytes to the %s origin', async (origin) => {
        const pieces = fc.array(
          fc.oneof(
            bytes,
            httpPieces(beside.space).map((piece) => Buffer.from(piece, 'latin1')),
          ),
          { maxLength: 12 },
        );
        await fc.assert(
          fc.asyncProperty(
            fc.oneof(
              pieces,
              bigBytes.map((one) => [one]),
            ),
            async (all) => {
              await using socket = await beside.connect(origin);
              for (const piece of all) void socket.send(piece);
              socket.finish();
              const answer = (await socket.rest()).bytes.toString('latin1');
              expect(answer).toMatch(/^$|^HTTP\/1\.1 [1-4]\d\d /);
              expect(answer).not.toContain('internal-error');
            },
          ),
          { numRuns: 100 },
        );
      });

      test('paths and queries', async () => {
        const path = fc.array(word, { maxLength: 5 }).map((words) => words.join('/'));
        const query = fc
          .array(fc.tuple(word, word), { maxLength: 4 })
          .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
        const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS');
        const start = fc.constantFrom('/', `/s/${beside.space}/`, '/api/spaces/');
        await fc.assert(
          fc.asyncProperty(method, start, path, query, async (...[verb, before, rest, search]) => {
            for (const origin of ['site', 'live'] as const) {
              await using socket = await beside.connect(origin);
              await socket.send(request(`${verb} ${before}${rest}?${search} HTTP/1.1`));
              expect((await socket.head()).status).toBeLessThan(500);
              socket.reset();
            }
          }),
          { numRuns: 100 },
        );
      });

      test('bytes after an opening handshake', async () => {
        const sent = fc.array(fc.oneof({ weight: 5, arbitrary: anyFrame }, bytes), {
          maxLength: 10,
        });
        await fc.assert(
          fc.asyncProperty(sent, fc.boolean(), async (all, tidy) => {
            await using socket = await open(beside);
            for (const piece of all) void socket.send(piece);
            if (tidy) socket.finish();
            else socket.reset();
            const { bytes: answer } = await socket.rest();
            for (const { opcode, payload } of framesIn(answer)) {
              expect([opcodes.text, opcodes.pong, opcodes.close]).toContain(opcode);
              const code =
                opcode === opcodes.close && payload.length > 0 ? payload.readUInt16BE() : 1000;
              expect(code >= 3000 || closeCodes.includes(code)).toBe(true);
            }
          }),
          { numRuns: 200 },
        );
      });

      test('JSON in a message is answered, whatever it holds', async () => {
        await using socket = await open(beside);
        const values = fc.oneof(
          fc.jsonValue({ maxDepth: 6 }),
          fc.record(
            {
              event: fc.constantFrom('say', 'edit', '__proto__'),
              data: fc.jsonValue(),
              ref: fc.jsonValue(),
            },
            { requiredKeys: [] },
          ),
        );
        await fc.assert(
          fc.asyncProperty(values, async (value) => {
            await socket.send(text(JSON.stringify(value)));
            expect((await answerIn(socket)).error?.reason).not.toBe('internal-error');
          }),
          { numRuns: 300 },
        );
      });
    });
  },
);

/** Follows the space's wire until the signal aborts. Resolves when it has begun. */
async function watch({ server, space }: Beside, signal: AbortSignal): Promise<void> {
  const { body } = await fetch(`${server.urls.site}/api/spaces/${space}/wire`, { signal });
  void readToEnd(body).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

async function readToEnd(body: ReadableStream<Uint8Array> | null): Promise<void> {
  for await (const _ of body ?? []);
}

interface Answer {
  ack?: unknown;
  error?: { reason: string };
}

/** The answer to a message, behind the events that came before it. */
async function answerIn(socket: RawSocket): Promise<Answer> {
  for (;;) {
    const content = JSON.parse(String((await takeFrame(socket)).payload)) as Answer;
    if ('ack' in content) return content;
  }
}
