import { bodyPiece } from './decode/http-connection.ts';
import type { DecodedItem } from './record.ts';

/**
 * Bytes of one item that are kept: more of what events, answers and messages are read from, once the connection has
 * resumed after many. A text frame needs few, because a part of its record has the whole text.
 */
export function keptBytes({ kind, bytes }: DecodedItem): number {
  const isTextFrame = kind === 'frame' && ((bytes[0] ?? 0) & 0x0f) === 1;
  return ['chunk', 'body', 'data', 'frame'].includes(kind) && !isTextFrame ? bodyPiece : 2048;
}
