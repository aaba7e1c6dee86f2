import type { TakeBytes } from './chunked-body.ts';

/** Opcodes of RFC 6455, section 5.2. */
export const opcodes = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
} as const;

export interface FrameListener {
  /** Bytes of a text or binary message, as they arrive; absent when nobody reads them. */
  payload?: TakeBytes;
  /** The whole payload of a ping. */
  ping(payload: Buffer): void;
  /** The server began the closing handshake. */
  close(code: number | undefined): void;
}

/** Counts the messages that a WebSocket server sends, from the frames' heads, payloads unread. */
export class FrameCounter {
  /** Messages whose last frame has arrived whole. */
  events = 0;
  readonly #listener: FrameListener;
  /** The head of the frame that is arriving: at most 10 bytes, a server does not mask. */
  readonly #head = new Uint8Array(10);
  #headLength = 0;
  #remaining = -1;
  #control: Buffer[] = [];

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  take(bytes: Uint8Array, start: number, end: number): void {
    let index = start;
    while (index < end) {
      if (this.#remaining < 0) {
        this.#head[this.#headLength++] = bytes[index++] as number;
        this.#readHead();
        if (this.#remaining > 0) continue;
      } else {
        const until = Math.min(end, index + this.#remaining);
        if (this.#isControl()) this.#control.push(Buffer.from(bytes.subarray(index, until)));
        else this.#listener.payload?.(bytes, index, until);
        this.#remaining -= until - index;
        index = until;
      }
      if (this.#remaining === 0) this.#endFrame();
    }
  }

  #isControl(): boolean {
    return ((this.#head[0] as number) & 0x08) !== 0;
  }

  /** Sets the length of the payload once enough of the head is there. */
  #readHead(): void {
    if (this.#headLength < 2) return;
    const second = this.#head[1] as number;
    if (second & 0x80) throw new Error('The server masked a frame, which only clients may.');
    const short = second & 0x7f;
    const size = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (this.#headLength < size) return;
    let length = size === 2 ? short : 0;
    for (let index = 2; index < size; index++)
      length = length * 256 + (this.#head[index] as number);
    this.#remaining = length;
  }

  #endFrame(): void {
    const first = this.#head[0] as number;
    const opcode = first & 0x0f;
    this.#headLength = 0;
    this.#remaining = -1;
    if (opcode < opcodes.close) {
      if (first & 0x80) this.events++;
      return;
    }
    const payload = Buffer.concat(this.#control);
    this.#control = [];
    if (opcode === opcodes.ping) this.#listener.ping(payload);
    if (opcode === opcodes.close) {
      this.#listener.close(payload.length >= 2 ? payload.readUInt16BE(0) : undefined);
    }
  }
}

/** A client's frame with a masking key of zeroes: right by the format, and nobody is to be fooled here. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  if (payload.length > 125) throw new RangeError('Only payloads up to 125 bytes are needed here.');
  const head = Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}
