import { headLength } from './decode/http-head.ts';

/**
 * Where a write is cut off, so that it ends inside of its first event or frame: a write may hold several.
 * @param isTunnel whether the bytes are WebSocket frames
 * @returns the bytes that still cross; undefined where there is nothing to cut, as in a head
 */
export function truncated(bytes: Buffer, isTunnel: boolean): Buffer | undefined {
  const start = headLength(bytes);
  const content = bytes.subarray(start);
  if (content.length < 2) return undefined;
  const length = isTunnel ? frameHalf(content) : eventHalf(content);
  return bytes.subarray(0, start + Math.min(length, content.length - 1));
}

/** Half of the first frame (RFC 6455 §5.2); the server's are not masked. */
function frameHalf(bytes: Buffer): number {
  const lengthClass = (bytes[1] ?? 0) & 0x7f;
  const header = lengthClass === 126 ? 4 : lengthClass === 127 ? 10 : 2;
  if (bytes.length < header) return 1;
  const payload =
    header === 4
      ? bytes.readUInt16BE(2)
      : header === 10
        ? Number(bytes.readBigUInt64BE(2))
        : lengthClass;
  return Math.ceil((header + payload) / 2);
}

/** Half of the first event, which may be in a chunk (RFC 9112 §7.1), or of what else it is. */
function eventHalf(bytes: Buffer): number {
  const text = bytes.toString('latin1');
  const size = /^[0-9a-f]+\r\n/i.exec(text)?.[0].length ?? 0;
  const blankLine = text.slice(size).search(/\n\n|\r\r|\r\n\r\n/);
  const length = blankLine > 0 ? blankLine : text.length - size;
  return size + Math.ceil(length / 2);
}
