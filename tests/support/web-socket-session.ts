/** A WebSocket to `echo` over a raw socket, and what the server makes of the frames that come over it. */
import type { Beside } from './beside-bystander.ts';
import { acceptValue, close, closing, opcodes, openingFields, takeFrame, text } from './frames.ts';
import type { RawSocket } from './raw-socket.ts';
import { request } from './refusals.ts';

/** What a session came to, in the order in which the server sent it, without the topic's events. */
export type Outcome = string[];

export const closed = (code: number, reason = ''): Outcome => [`closed ${code} ${reason}`];
export const taken = (ref: number): Outcome => [`taken ${ref}`];
export const refused = (message: string): Outcome => [`refused: ${message}`];
export const pongs = (...payloads: (string | Uint8Array)[]): Outcome =>
  payloads.map((payload) => `pong ${Buffer.from(payload).toString('latin1')}`);

/** A message that is taken; 44 bytes. */
export const message = '{"event":"say","data":{"text":"ok"},"ref":1}';

/** Opens one; fails unless the handshake is answered rightly and without any extension. */
export async function open(
  beside: Beside,
  path = 'ws/echo',
  fields: readonly string[] = [],
): Promise<RawSocket> {
  const socket = await beside.connect('live');
  const line = `GET /s/${beside.space}/${path} HTTP/1.1`;
  await socket.send(request(line, [...openingFields, ...fields]));
  const { status, headers } = await socket.head();
  const accepted = headers.get('sec-websocket-accept') === acceptValue;
  if (status !== 101 || !accepted || headers.has('sec-websocket-extensions')) {
    throw new Error(`${status} ${JSON.stringify([...headers])} ${socket.pending}`);
  }
  return socket;
}

/** Between frames: waits until a message has been answered, since a broken rule would end the connection before. */
export const untilAnswered = new Uint8Array(0);

/** What comes of these frames on a connection of their own. */
export async function run(
  beside: Beside,
  frames: readonly Uint8Array[],
  path = 'ws/echo',
): Promise<Outcome> {
  await using socket = await open(beside, path);
  for (const bytes of frames) {
    if (bytes === untilAnswered) {
      await socket.take((received) => (received.includes('"ack"') ? 0 : null));
    } else {
      void socket.send(bytes);
    }
  }
  return await outcome(socket);
}

/** Sends a last message, then collects everything up to its answer or up to the end of the connection. */
export async function outcome(socket: RawSocket): Promise<Outcome> {
  void socket.send(text('{"event":"none","data":null,"ref":"last"}'));
  const collected: Outcome = [];
  for (;;) {
    const frame = await takeFrame(socket);
    if (frame.opcode === opcodes.pong) {
      collected.push(...pongs(frame.payload));
    } else if (frame.opcode === opcodes.close) {
      const { code, reason } = closing(frame);
      await finish(socket, code);
      return [...collected, ...closed(code, reason)];
    } else {
      const content = JSON.parse(String(frame.payload)) as ServerMessage;
      if (content.ack === 'last') return collected;
      if (content.error !== undefined) collected.push(...refused(content.error.message));
      else if (content.ack !== undefined) collected.push(...taken(content.ack ?? 0));
    }
  }
}

interface ServerMessage {
  ack?: number | 'last' | null;
  error?: { message: string };
}

/** Answers the server's close frame; it must then end the connection and send nothing more (RFC 6455 §5.5.1). */
async function finish(socket: RawSocket, code: number): Promise<void> {
  void socket.send(close(code === 1005 ? 1000 : code));
  const { bytes, ending } = await socket.rest();
  if (bytes.length > 0 || ending !== 'finished') {
    throw new Error(`After its close frame the server sent "${bytes}" and ${ending}.`);
  }
}
