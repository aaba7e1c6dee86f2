/** Records as the server's own recorders make them, of connections that a test makes up. */

import { HttpConnectionDecoder } from '../../sandbox-server/wire/decode/http-connection.ts';
import type { DecodedItem, Direction, WireRecord } from '../../sandbox-server/wire/record.ts';
import { aboutSession, StreamRecorder } from '../../sandbox-server/wire/stream-recorder.ts';

type Take = (record: WireRecord) => void;

/** Makes records of what was decoded; keeps all bytes unless told how many. */
function keeping(take: Take, connection: number, kept = Number.POSITIVE_INFINITY) {
  let number = connection * 1000;
  return (direction: Direction, time: number, { bytes, ...item }: DecodedItem): void => {
    number += 1;
    take({
      number,
      connection,
      time,
      direction,
      ...item,
      bytes: Buffer.from(bytes.subarray(0, kept)).toString('base64'),
      size: bytes.length,
    });
  };
}

/** One connection of HTTP/1.1. */
export function recordConnection(take: Take, connection = 1, kept?: number) {
  const decoder = new HttpConnectionDecoder();
  const keep = keeping(take, connection, kept);
  return {
    cross(direction: Direction, text: string | Uint8Array, time = 0): void {
      for (const item of decoder.push(direction, Buffer.from(text))) keep(direction, time, item);
    },
    end(how: string, time = 0): void {
      keep(how.startsWith('client') ? 'up' : 'down', time, {
        kind: 'closed',
        summary: how,
        parts: [],
        bytes: Buffer.alloc(0),
        sizes: { payload: 0, framing: 0 },
      });
    },
  };
}

/** One connection of HTTP/2, whose streams are told at the time that it shows. */
export function recordSession(take: Take, connection = 1, kept?: number) {
  const keep = keeping(take, connection, kept);
  const session = { time: 0, stream, about: aboutSession(keeper(), connection, () => true) };
  function keeper() {
    return {
      isOn: true,
      begin: () => connection,
      keep: (_: number, direction: Direction, item: DecodedItem) =>
        keep(direction, session.time, item),
    };
  }
  function stream(id: number): StreamRecorder {
    return new StreamRecorder(keeper(), {
      connection,
      stream: id,
      isEventStream: false,
      finished: [],
    });
  }
  return session;
}
