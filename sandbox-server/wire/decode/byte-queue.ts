// Browser-safe.

/** Bytes that arrived in pieces and are taken in the pieces that a protocol has. */
export class ByteQueue {
  #bytes = new Uint8Array(0);

  get length(): number {
    return this.#bytes.length;
  }

  push(bytes: Uint8Array): void {
    if (this.#bytes.length === 0) {
      this.#bytes = new Uint8Array(bytes);
      return;
    }
    const joined = new Uint8Array(this.#bytes.length + bytes.length);
    joined.set(this.#bytes);
    joined.set(bytes, this.#bytes.length);
    this.#bytes = joined;
  }

  /** The bytes from here on, still in the queue. */
  peek(): Uint8Array {
    return this.#bytes;
  }

  take(length: number): Uint8Array {
    const taken = this.#bytes.slice(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  /** Offset just after the first occurrence of some text, or -1. */
  after(text: string): number {
    const wanted = [...text].map((character) => character.charCodeAt(0));
    const first = wanted[0] ?? 0;
    for (let at = this.#bytes.indexOf(first); at !== -1; at = this.#bytes.indexOf(first, at + 1)) {
      if (wanted.every((byte, index) => this.#bytes[at + index] === byte))
        return at + wanted.length;
    }
    return -1;
  }
}

const latin1 = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');

/** Bytes as text of one character a byte, for what is ASCII by its standard. */
export function asciiOf(bytes: Uint8Array): string {
  return latin1.decode(bytes);
}

export function textOf(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}
