/** WebSocket frames byte by byte (RFC 6455 §5.2), right and wrong ones. */
import { createHash, randomBytes } from 'node:crypto';
import type { RawSocket } from './raw-socket.ts';

export const opcodes = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
} as const;

export interface FrameParts {
  opcode: number;
  payload?: string | Uint8Array;
  /** The last frame of its message; true unless told otherwise. */
  final?: boolean;
  /** Bits 0x40, 0x20 and 0x10 of the first byte. */
  reserved?: number;
  /** True unless told otherwise, as a client must. */
  masked?: boolean;
  /** Declares this length instead of the payload's. */
  declared?: bigint;
}

/** One frame as a client sends it. */
export function frame(parts: FrameParts): Buffer {
  const payload = Buffer.from(parts.payload ?? '');
  const masked = parts.masked ?? true;
  const first = (parts.final === false ? 0 : 0x80) | (parts.reserved ?? 0) | parts.opcode;
  const declared = parts.declared ?? BigInt(payload.length);
  const maskBit = masked ? 0x80 : 0;
  const length =
    declared < 126n
      ? Buffer.from([maskBit | Number(declared)])
      : declared < 65_536n
        ? Buffer.from([maskBit | 126, Number(declared >> 8n), Number(declared & 255n)])
        : Buffer.concat([Buffer.from([maskBit | 127]), longLength(declared)]);
  if (!masked) return Buffer.concat([Buffer.from([first]), length, payload]);
  const key = randomBytes(4);
  const covered = payload.map((byte, index) => byte ^ (key[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([first]), length, key, covered]);
}

export const text = (payload: string | Uint8Array) => frame({ opcode: opcodes.text, payload });

/** A close frame with a code, and a reason in bytes that need not be UTF-8. */
export function close(code: number, reason: string | Uint8Array = ''): Buffer {
  const head = Buffer.from([code >> 8, code & 255]);
  return frame({ opcode: opcodes.close, payload: Buffer.concat([head, Buffer.from(reason)]) });
}

/** Each byte in a write of its own. */
export function bytewise(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

/** What the server sent in one frame. */
export interface ServerFrame {
  opcode: number;
  final: boolean;
  payload: Buffer;
}

/** Takes one frame of the server's; fails on reserved bits and on a mask, which it must not use. */
export async function takeFrame(socket: RawSocket): Promise<ServerFrame> {
  const bytes = await socket.take((received) => readFrame(received)?.length ?? null);
  const [frame] = framesIn(bytes);
  if (frame === undefined) throw new Error('The server sent no frame.');
  return frame;
}

/** The whole frames in what the server sent. */
export function framesIn(bytes: Buffer): ServerFrame[] {
  const frames: ServerFrame[] = [];
  let rest = bytes;
  for (let read = readFrame(rest); read !== null; read = readFrame(rest)) {
    frames.push(read.frame);
    rest = rest.subarray(read.length);
  }
  return frames;
}

/** The frame that stands first, and how many bytes it takes; null while it is not whole. */
function readFrame(bytes: Buffer): { frame: ServerFrame; length: number } | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  if ((first & 0x70) !== 0 || (second & 0x80) !== 0) {
    throw new Error(`The server's frame begins with ${first.toString(16)} ${second.toString(16)}.`);
  }
  const head = second === 126 ? 4 : second === 127 ? 10 : 2;
  if (bytes.length < head) return null;
  let size = second;
  if (second === 126) size = bytes.readUInt16BE(2);
  if (second === 127) size = Number(bytes.readBigUInt64BE(2));
  if (bytes.length < head + size) return null;
  const payload = bytes.subarray(head, head + size);
  return {
    frame: { opcode: first & 15, final: (first & 0x80) !== 0, payload },
    length: head + size,
  };
}

/** A close frame's code and reason; 1005 when it has none (RFC 6455 §7.1.5). */
export function closing({ opcode, payload }: ServerFrame): { code: number; reason: string } {
  if (opcode !== opcodes.close) throw new Error(`A frame of opcode ${opcode}: ${payload}`);
  if (payload.length === 0) return { code: 1005, reason: '' };
  return { code: payload.readUInt16BE(), reason: payload.subarray(2).toString('utf8') };
}

const key = 'dGhlIHNhbXBsZSBub25jZQ==';

/** The fields that make a request an opening handshake (RFC 6455 §4.1), one a line. */
export const openingFields = [
  'Upgrade: websocket',
  'Connection: Upgrade',
  `Sec-WebSocket-Key: ${key}`,
  'Sec-WebSocket-Version: 13',
] as const;

/** What the server must answer that key with. */
export const acceptValue = createHash('sha1')
  .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
  .digest('base64');

function longLength(length: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(length);
  return bytes;
}
