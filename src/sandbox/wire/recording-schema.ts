/** The format of a wire recording, field by field: the one place where it is written down. */
import { z } from 'zod';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';

const bytes = z.int().min(0);

const part = z
  .object({
    name: z.string().describe("The standard's own word for it, as in `masking key`."),
    start: bytes.describe("Offset of its first byte in the record's bytes."),
    end: bytes.describe('Offset behind its last byte.'),
    value: z
      .string()
      .exactOptional()
      .describe('What the bytes mean, where that is not their text.'),
    see: z
      .object({
        document: z.enum([
          'RFC 6265',
          'RFC 6455',
          'RFC 9110',
          'RFC 9111',
          'RFC 9112',
          'RFC 9113',
          'HTML',
          'Fetch',
        ]),
        section: z.string().describe('Its number, such as `5.2`.'),
      })
      .exactOptional()
      .describe('The section that defines it.'),
  })
  .describe("A named run of a record's bytes.");

const record: z.ZodType<WireRecord> = z
  .object({
    number: z
      .int()
      .min(1)
      .describe('Counts from 1 within the space; where it jumps, records are missing.'),
    connection: z
      .int()
      .min(0)
      .describe('Counts from 1 within the space; 0 for a record that is about none.'),
    stream: z
      .int()
      .min(0)
      .exactOptional()
      .describe(
        'The HTTP/2 stream, 0 for the connection itself. Such a record is what the HTTP/2 library reports, not bytes.',
      ),
    time: z.number().describe("Milliseconds since 1970, with fractions, by the server's clock."),
    direction: z.enum(['up', 'down']).describe('`up`: towards the server. `down`: to the client.'),
    kind: z.enum([
      'request-head',
      'response-head',
      'chunk',
      'body',
      'frame',
      'incomplete',
      'headers',
      'data',
      'reset',
      'goaway',
      'closed',
      'gap',
    ]),
    summary: z.string().describe('One line for people.'),
    bytes: z.base64().describe('As they crossed, in base64; of long items the first bytes only.'),
    size: bytes.describe('Bytes of the whole item, also those that are not kept.'),
    parts: z.array(part),
    sizes: z
      .object({ payload: bytes, framing: bytes })
      .describe('How the bytes divide: what the application said, and what carried it.'),
  })
  .describe('One thing that crossed a connection.');

export const wireRecording = z
  .object({
    format: z.literal('duplex-wire'),
    version: z
      .literal(1)
      .describe('Changes when a reader of the older one would misunderstand the newer.'),
    recordedAt: z.iso.datetime().describe('When it was saved: ISO 8601, in UTC.'),
    records: z.array(record).max(100_000).describe('In the order in which they crossed.'),
  })
  .describe('What crossed the connections of a space, saved from the Wire panel of Duplex.');

export type WireRecording = z.output<typeof wireRecording>;
