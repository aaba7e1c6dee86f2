/** What the composer asks the live server to send. Browser-safe. */

export interface Composition {
  chunks: Uint8Array[];
  /** Milliseconds between two chunks. */
  every: number;
  /** Whether the response ends after the last chunk, or stays open. */
  end: 'close' | 'hold';
}

/** The server's limits on a composition, and its limit on the head of a request with room for the other headers. */
export const limits = { chunks: 64, bytes: 8192, url: 14_000 } as const;

/** Address of the stream that sends the composition, relative to the reader's space. */
export function addressOf({ chunks, every, end }: Composition): string {
  const query = chunks.map((chunk) => `chunk=${percentEncode(chunk)}`);
  return `compose?${[...query, `every=${every}`, `end=${end}`].join('&')}`;
}

/** What is wrong with a composition, in words for the reader; undefined if nothing is. */
export function problemWith(composition: Composition): string | undefined {
  const { chunks } = composition;
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  if (bytes === 0) return 'There is nothing to send: type a line of the stream first.';
  if (chunks.length > limits.chunks)
    return `These are ${chunks.length} chunks; the server sends at most ${limits.chunks}.`;
  if (bytes > limits.bytes || addressOf(composition).length > limits.url) {
    return `These ${bytes} bytes do not fit into the request that asks for them: shorten the stream.`;
  }
  return undefined;
}

/** Every event type that the stream names: an `EventSource` gives only what it is asked for by name. */
export function typesIn(chunks: Uint8Array[]): Set<string> {
  const text = new TextDecoder().decode(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
  const named = Array.from(
    text.matchAll(/^event: ?(?<type>[^\r\n]*)/gm),
    ({ groups }) => groups?.['type'] ?? '',
  );
  return new Set(['message', ...named.filter((type) => type !== '')]);
}

function percentEncode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w.:-]/.test(character)
      ? character
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
