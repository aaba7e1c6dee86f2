import { decode as decodeMessagePack, encode as encodeMessagePack } from '@msgpack/msgpack';
import type { RawData } from 'ws';
import { z } from 'zod';
import { Refusal, type RefusalBody } from '../refusal.ts';
import { problemsOf } from '../validation.ts';

/** What a client sends over a WebSocket. */
const clientMessage = z.strictObject({
  /** One of the topic's messages. */
  event: z.string().max(64),
  data: z.unknown(),
  /** Chosen by the client, and repeated in the answer. */
  ref: z
    .union([z.string().max(64), z.number()])
    .nullable()
    .default(null),
});

export type ClientMessage = z.output<typeof clientMessage>;

/** What it is answered: the id of the event that the message became, or why not. `ack` repeats `ref`. */
export type Reply = { ack: ClientMessage['ref'] } & ({ id: string } | { error: RefusalBody });

/** Reads one message: JSON text, or MessagePack with that subprotocol. Throws a `Refusal`. */
export function readMessage(data: RawData, isBinary: boolean, protocol: string): ClientMessage {
  const wantsBinary = protocol === 'msgpack';
  if (isBinary !== wantsBinary) {
    throw new Refusal(
      'unsupported-media-type',
      wantsBinary ? 'This connection speaks MessagePack.' : 'This connection speaks JSON text.',
      wantsBinary
        ? 'Send binary messages.'
        : 'Send text, or connect with the subprotocol "msgpack".',
    );
  }
  const result = clientMessage.safeParse(parse(data as Buffer, wantsBinary));
  if (result.success) return result.data;
  throw new Refusal('bad-request', `The message is not right: ${problemsOf(result.error)}.`, help);
}

export function encodeReply(reply: Reply, protocol: string): string | Uint8Array {
  return protocol === 'msgpack' ? encodeMessagePack(reply) : JSON.stringify(reply);
}

/**
 * The decoder sets memory aside for as many elements as an array declares, whether they come or not, and arrays nest:
 * without a limit a message of some hundred bytes takes gigabytes.
 */
const decoding = { maxArrayLength: 64, maxMapLength: 64 };

const help = 'Send {"event": …, "data": …, "ref": …}.';

function parse(data: Buffer, isMessagePack: boolean): unknown {
  try {
    return isMessagePack ? decodeMessagePack(data, decoding) : JSON.parse(data.toString('utf8'));
  } catch {
    const format = isMessagePack ? 'MessagePack' : 'JSON';
    throw new Refusal('bad-request', `The message is not ${format}.`, help);
  }
}
