import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A request's body as JSON, at most `limit` bytes; `undefined` for an empty one. Throws a `Refusal`. */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  const tooLarge = () =>
    new Refusal('too-large', `The body is larger than ${limit} bytes.`, 'Send less at a time.');
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  await new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      // The rest is read and thrown away, so that the client gets to see the refusal.
      request.off('data', onData);
      request.resume();
      reject(tooLarge());
    };
    request.on('data', onData);
    request.once('end', resolve);
    const endEarly = () =>
      reject(new Refusal('bad-request', 'The body ended early.', 'Send it whole.'));
    request.once('error', endEarly);
    request.once('close', endEarly);
  });
  if (size === 0) return undefined;
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new Refusal(
      'unsupported-media-type',
      'The body is not declared to be JSON.',
      'Send the header "Content-Type: application/json".',
    );
  }
  try {
    return JSON.parse(decoder.decode(Buffer.concat(chunks)));
  } catch {
    throw new Refusal('bad-request', 'The body is not JSON in UTF-8.', 'Send one JSON value.');
  }
}
