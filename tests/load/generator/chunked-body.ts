const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const semicolon = 0x3b;

/** Where the bytes of a body go: a range of a buffer that is reused afterwards. */
export type TakeBytes = (bytes: Uint8Array, start: number, end: number) => void;

/** Value of a hexadecimal digit, or -1. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/**
 * Takes the chunked transfer coding (RFC 9112, section 7.1) off a body, range by range, without
 * copying. Chunk extensions are skipped; trailers are not expected on a stream that never ends.
 */
export class ChunkedBody {
  readonly #take: TakeBytes;
  #state: 'size' | 'extension' | 'data' | 'after-data' = 'size';
  #size = 0;

  constructor(take: TakeBytes) {
    this.#take = take;
  }

  take(bytes: Uint8Array, start: number, end: number): void {
    let index = start;
    while (index < end) {
      if (this.#state === 'data') {
        const until = Math.min(end, index + this.#size);
        this.#take(bytes, index, until);
        this.#size -= until - index;
        index = until;
        if (this.#size === 0) this.#state = 'after-data';
        continue;
      }
      const byte = bytes[index++] as number;
      if (byte === lineFeed) this.#endLine();
      else if (byte !== carriageReturn) this.#takeSize(byte);
    }
  }

  #endLine(): void {
    this.#state = this.#state !== 'after-data' && this.#size > 0 ? 'data' : 'size';
  }

  #takeSize(byte: number): void {
    if (this.#state === 'extension') return;
    if (byte === semicolon) {
      this.#state = 'extension';
      return;
    }
    const digit = hexDigit(byte);
    if (digit < 0 || this.#state === 'after-data') {
      throw new Error(
        `The server sent byte 0x${byte.toString(16)} where the size of a chunk belongs.`,
      );
    }
    this.#size = this.#size * 16 + digit;
  }
}
