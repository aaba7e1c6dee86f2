/** A wire recording as a file: saved from the Wire panel, opened there later, without a server. Browser-safe. */
import { z } from 'zod';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

const bytes = z.int().min(0);

/** A named run of a record's bytes. */
const part = z.object({
  /** The standard's own word for it, as in `masking key`. */
  name: z.string(),
  /** Offset of its first byte. */
  start: bytes,
  /** Offset behind its last byte. */
  end: bytes,
  /** What the bytes mean, where that is not their text. */
  value: z.string().exactOptional(),
  /** The section that defines it. */
  see: z
    .object({
      document: z.enum(['RFC 6455', 'RFC 9110', 'RFC 9112', 'RFC 9113', 'HTML']),
      /** Its number, such as `5.2`. */
      section: z.string(),
    })
    .exactOptional(),
});

const record: z.ZodType<WireRecord> = z.object({
  /** Counts from 1 within the space. */
  number: z.int().min(1),
  /** Counts from 1 within the space. */
  connection: z.int().min(1),
  /** Milliseconds since 1970, with fractions, by the server's clock. */
  time: z.number(),
  /** `up`: towards the server. `down`: towards the client. */
  direction: z.enum(['up', 'down']),
  kind: z.enum([
    'opened',
    'request-head',
    'response-head',
    'chunk',
    'body',
    'frame',
    'incomplete',
    'headers',
    'closed',
  ]),
  /** One line for people. */
  summary: z.string(),
  /** As they crossed, in base64; of long items the first bytes only. */
  bytes: z.base64(),
  /** Bytes of the whole item, also those that are not kept. */
  size: bytes,
  parts: z.array(part),
  /** How the bytes divide: what the application said, and what carried it. */
  sizes: z.object({ payload: bytes, framing: bytes }),
});

/** The whole file, in JSON. */
export const wireRecording = z.object({
  format: z.literal('duplex-wire'),
  /** Changes when a reader of the older one would misunderstand the newer. */
  version: z.literal(1),
  /** When it was saved: ISO 8601, in UTC. */
  recordedAt: z.iso.datetime(),
  /** In the order in which they crossed. */
  records: z.array(record).max(100_000),
});

export type WireRecording = z.output<typeof wireRecording>;

export function writeRecording(records: readonly WireRecord[], now: Date): string {
  const recording: WireRecording = {
    format: 'duplex-wire',
    version: 1,
    recordedAt: now.toISOString(),
    records: [...records],
  };
  return JSON.stringify(recording);
}

/** @throws with what is wrong with the file and what to do, for the reader */
export function readRecording(text: string): WireRecording {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('This file is not JSON, so it is no recording. Open one that was saved here.');
  }
  const checked = wireRecording.safeParse(json);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = issue?.path.join('.') || 'the file';
  throw new Error(
    `This is not a recording of the wire: in ${place}: ${issue?.message}. Open one that was saved here.`,
  );
}
