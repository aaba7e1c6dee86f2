// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';

export const mostComposed = { chunks: 64, bytes: 8192 };

/** The query of `compose`. */
export const composeRequest = z.strictObject({
  /** Bytes of the stream, percent-encoded: a write of its own each time it is given, 1 to 64 times, with at most 8192 bytes in all. */
  chunk: z.array(z.instanceof(Uint8Array)).min(1).max(mostComposed.chunks),
  /** Milliseconds between two chunks; 0 unless told otherwise. */
  every: z.coerce.number().int().min(0).max(5000).default(0),
  /** Whether the response ends after the last chunk, or stays open; `close` unless told otherwise. */
  end: z.enum(['close', 'hold']).default('close'),
});
