// Browser-safe.

import type { DecodedItem, Part, Section } from '../record.ts';
import { type ByteQueue, textOf } from './byte-queue.ts';

const section = (number: string): Section => ({ document: 'RFC 6455', section: number });

/** Opcodes by number (RFC 6455 §5.2). */
const opcodes: Readonly<Record<number, string>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};

/** What defines the payload of each opcode. */
const payloadSections: Readonly<Record<number, string>> = {
  0: '5.4',
  1: '5.6',
  2: '5.6',
  8: '5.5.1',
  9: '5.5.2',
  10: '5.5.3',
};

/** Takes one whole WebSocket frame from the queue, or nothing yet (RFC 6455 §5.2). */
export function takeFrame(queue: ByteQueue): DecodedItem | null {
  const bytes = queue.peek();
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const lengthClass = second & 0x7f;
  const extended = lengthClass === 127 ? 8 : lengthClass === 126 ? 2 : 0;
  const isMasked = (second & 0x80) !== 0;
  const header = 2 + extended + (isMasked ? 4 : 0);
  if (bytes.length < header) return null;
  const length = extended === 0 ? lengthClass : readLength(bytes, extended);
  if (bytes.length < header + length) return null;
  const frame = queue.take(header + length);
  const key = isMasked ? frame.subarray(header - 4, header) : null;
  const payload = unmask(frame.subarray(header), key);
  const opcode = opcodes[first & 0x0f] ?? `reserved opcode ${first & 0x0f}`;
  const isFinal = (first & 0x80) !== 0;

  const parts: Part[] = [
    {
      name: 'FIN',
      start: 0,
      end: 1,
      value: isFinal ? '1, the last fragment' : '0, more follows',
      see: section('5.2'),
    },
    {
      name: 'RSV1, RSV2, RSV3',
      start: 0,
      end: 1,
      value: ((first >> 4) & 7).toString(2).padStart(3, '0'),
      see: section('5.2'),
    },
    {
      name: 'opcode',
      start: 0,
      end: 1,
      value: `0x${(first & 0x0f).toString(16)}, ${opcode}`,
      see: section('5.2'),
    },
    { name: 'MASK', start: 1, end: 2, value: isMasked ? '1' : '0', see: section('5.2') },
    {
      name: 'payload length',
      start: 1,
      end: 2,
      value: lengthValue(lengthClass),
      see: section('5.2'),
    },
  ];
  if (extended > 0) {
    parts.push({
      name: 'extended payload length',
      start: 2,
      end: 2 + extended,
      value: `${length} bytes`,
      see: section('5.2'),
    });
  }
  if (key !== null) {
    parts.push({
      name: 'masking key',
      start: header - 4,
      end: header,
      value: hexOf(key),
      see: section('5.3'),
    });
  }
  if (length > 0) {
    parts.push({
      name: isMasked ? 'payload data, masked' : 'payload data',
      start: header,
      end: header + length,
      value: payloadText(first & 0x0f, payload),
      see: section(payloadSections[first & 0x0f] ?? '5.2'),
    });
  }
  const shown = payloadText(first & 0x0f, payload);
  return {
    kind: 'frame',
    summary: `${opcode}${isFinal ? '' : ', not final'}, ${length} bytes${shown === '' ? '' : `: ${shown.slice(0, 120)}`}`,
    bytes: frame,
    parts,
    sizes: { payload: length, framing: header },
  };
}

function readLength(bytes: Uint8Array, extended: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return extended === 2 ? view.getUint16(2) : Number(view.getBigUint64(2));
}

function lengthValue(lengthClass: number): string {
  if (lengthClass === 126) return '126: the next 2 bytes hold it';
  if (lengthClass === 127) return '127: the next 8 bytes hold it';
  return `${lengthClass} bytes`;
}

/** XOR with the masking key, which undoes itself (RFC 6455 §5.3). */
function unmask(payload: Uint8Array, key: Uint8Array | null): Uint8Array {
  return key === null ? payload : payload.map((byte, index) => byte ^ (key[index % 4] ?? 0));
}

function payloadText(opcode: number, payload: Uint8Array): string {
  if (opcode === 8) {
    if (payload.length < 2) return 'no code';
    const code = new DataView(payload.buffer, payload.byteOffset).getUint16(0);
    return `${code} ${textOf(payload.subarray(2))}`.trim();
  }
  return opcode === 2 ? hexOf(payload.subarray(0, 64)) : textOf(payload);
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
