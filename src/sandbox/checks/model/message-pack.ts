/** Reads MessagePack, which the subprotocol `msgpack` carries. Browser-safe. */
import { decode } from '@msgpack/msgpack';

/** The decoder sets memory aside for as many elements as an array declares, and arrays nest: a reader's code may send anything. */
const decoding = { maxArrayLength: 1024 };

/** Undefined when it is not MessagePack. */
export function parseMessagePack(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, decoding);
  } catch {
    return undefined;
  }
}
