import type { ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Pass } from './admission.ts';
import { composeRequest, mostComposed } from './compose-request.ts';
import type { Service } from './exchange.ts';
import { Refusal } from './refusal.ts';
import { corsHeaders, sendRefusal } from './respond.ts';
import type { OpenConnection } from './space.ts';
import { problemsOf } from './validation.ts';

/** Reads percent-encoded bytes, which need not be UTF-8, from a raw query (URL standard, application/x-www-form-urlencoded). */
function readComposition(rawQuery: string): z.output<typeof composeRequest> {
  const chunk: Buffer[] = [];
  const rest = new Map<string, string>();
  for (const pair of rawQuery.split('&').filter((text) => text !== '')) {
    const [name = '', ...value] = pair.split('=');
    if (name === 'chunk') chunk.push(percentDecode(value.join('=')));
    else rest.set(name, value.join('='));
  }
  const result = composeRequest.safeParse({ ...Object.fromEntries(rest), chunk });
  const bytes = chunk.reduce((sum, { length }) => sum + length, 0);
  if (result.success && bytes <= mostComposed.bytes) return result.data;
  throw new Refusal(
    'bad-request',
    result.success
      ? `The chunks hold ${bytes} bytes together.`
      : `The query is not right: ${problemsOf(result.error)}.`,
    `Give 1 to ${mostComposed.chunks} "chunk", at most ${mostComposed.bytes} bytes in all, "every" in milliseconds, "end" as close or hold.`,
  );
}

function percentDecode(text: string): Buffer {
  const bytes: number[] = [];
  const source = Buffer.from(text, 'utf8');
  for (let index = 0; index < source.length; index += 1) {
    const byte = source[index] ?? 0;
    const hex = source.subarray(index + 1, index + 3).toString('latin1');
    if (byte === 0x25 && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
    } else {
      bytes.push(byte === 0x2b ? 0x20 : byte);
    }
  }
  return Buffer.from(bytes);
}

/** An event stream whose bytes the request spells out, each `chunk` in a write and an HTTP/1.1 chunk of its own. */
export function serveComposition(
  response: ServerResponse,
  rawQuery: string,
  pass: Pass,
  service: Service,
): void {
  const { chunk: chunks, every, end } = readComposition(rawQuery);
  if (response.destroyed) return;
  const headers = corsHeaders(pass.origin);
  let cancel = () => {};
  const finish = () => {
    cancel();
    response.end();
  };
  const connection: OpenConnection = {
    transport: 'compose',
    drain: finish,
    end: (refusal) => {
      cancel();
      if (response.headersSent) response.end();
      else sendRefusal(response, refusal, headers);
    },
    heartbeat() {},
  };
  const release = pass.hold(connection);
  response.once('close', () => {
    cancel();
    release();
  });
  response.writeHead(200, {
    'content-type':
      pass.space.faults.get('wrong-content-type') === undefined ? 'text/event-stream' : 'text/html',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.flushHeaders();
  const writeFrom = (index: number) => {
    const bytes = chunks[index];
    if (bytes === undefined) {
      if (end === 'close') finish();
      return;
    }
    // A chunk of no bytes would end the body (RFC 9112 §7.1).
    if (bytes.length > 0) response.write(bytes);
    cancel = service.clock.after(every, () => writeFrom(index + 1));
  };
  writeFrom(0);
}
