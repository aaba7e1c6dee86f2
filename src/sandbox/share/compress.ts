/** Bytes made small and put into letters that a URL can hold. Works where there is no secure context. Browser-safe. */

/** Thrown when more comes out than was allowed. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

/** In the zlib format (RFC 1950), whose checksum finds what was changed or cut off on the way. */
export function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new CompressionStream('deflate'), Number.POSITIVE_INFINITY);
}

/**
 * @param limit The most that may come out, in bytes: a few bytes can hold a thousand times as many.
 * @throws {TooMuch} when it would be more
 * @throws {TypeError} when the bytes are damaged or do not end
 */
export function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new DecompressionStream('deflate'), limit);
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = stream.writable.getWriter();
  // Reading fails with the same error.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      // Whether it can still be stopped or not, nothing more of it is kept.
      reader.cancel().catch(() => {});
      throw new TooMuch();
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Base64url without padding (RFC 4648, section 5). */
export function toLetters(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Undefined when the text is not base64url. */
export function fromLetters(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]+$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
