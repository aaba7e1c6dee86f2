import type { IncomingMessage } from 'node:http';
import { createEventBuffer, Session } from 'better-sse';
import type { Pass } from '../admission.ts';
import { type Cursor, readCursor } from '../cursor.ts';
import type { Encoding } from '../encodings.ts';
import { type Exchange, type Service, singleHeader } from '../exchange.ts';
import type { Follower } from '../fan-out.ts';
import { Refusal } from '../refusal.ts';
import { corsHeaders } from '../respond.ts';
import type { RunningTopic } from '../running-topic.ts';
import type { OpenConnection } from '../space.ts';
import { EventStreamConnection } from './event-stream-connection.ts';
import { drawReconnectionTime } from './reconnection-time.ts';

/** Shared by every stream: one comment (HTML standard §9.2.7 asks for about one in 15 s). */
const comment = createEventBuffer().comment().dispatch();

/** A client that was dropped and still does not read is cut off after this many milliseconds. */
const dropTime = 10_000;

/** Follows a topic as server-sent events (HTML standard §9.2). */
export function serveEventStream({
  request,
  response,
  pass,
  topic,
  query,
  service,
}: Exchange): void {
  const cursor = readCursor(
    singleHeader(request, 'last-event-id'),
    query.get('after') ?? undefined,
  );
  // A client that has left already will not close again.
  if (response.destroyed) return;
  const stream = new EventStream(topic, service);
  const connection = new EventStreamConnection(response, headersOf(pass), () => {
    release();
    topic.leave(stream);
  });
  const release = pass.hold(stream);
  stream.open(connection, cursor);
  forgetHead(request);
}

class EventStream implements Follower, OpenConnection {
  readonly transport = 'sse';
  cursor = 0;
  readonly #topic: RunningTopic;
  readonly #service: Service;
  #connection!: EventStreamConnection;
  #session!: Session;
  #quiet = true;
  /** Why it ends, once it does. */
  #farewell: Refusal | null = null;

  constructor(topic: RunningTopic, service: Service) {
    this.#topic = topic;
    this.#service = service;
  }

  get encoding(): Encoding {
    return this.#connection.encoding;
  }

  open(connection: EventStreamConnection, cursor: Cursor): void {
    this.#connection = connection;
    this.#session = new Session(connection, {
      keepAlive: null,
      retry: drawReconnectionTime(),
      trustClientEventId: false,
      sanitizer: refuseLineBreaks,
    });
    this.#session.once('connected', () => {
      if (connection.closed) return;
      if (this.#farewell !== null) {
        this.#leave(this.#farewell);
        return;
      }
      this.#topic.follow(this, cursor).catch((error: unknown) => {
        console.error(error);
        connection.destroy();
      });
    });
  }

  write(bytes: Buffer): void {
    if (this.#farewell !== null) return;
    this.#quiet = false;
    this.#connection.write(bytes);
    if (this.#connection.bufferedBytes > this.#service.options.maxBufferedBytes) this.#drop();
  }

  heartbeat(): void {
    const open = this.#session.isConnected && this.#farewell === null;
    if (this.#quiet && open) void this.#session.batch(comment);
    this.#quiet = true;
  }

  drain(): void {
    this.end(new Refusal('draining', 'The server is stopping.', 'Connect again in a moment.'));
  }

  end(refusal: Refusal): void {
    if (this.#farewell !== null) return;
    this.#farewell = refusal;
    this.#topic.leave(this);
    // Before the session has begun there is no head yet for the event to follow.
    if (this.#session.isConnected) this.#leave(refusal);
  }

  #leave(refusal: Refusal): void {
    const name = refusal.reason === 'draining' ? 'draining' : 'dropped';
    // No id: what the client has seen last does not change.
    void this.#session
      .batch((buffer) => void buffer.event(name).data(refusal.body).dispatch())
      .then(() => this.#connection.end());
  }

  #drop(): void {
    this.#service.metrics.refused('too-slow');
    this.end(
      new Refusal(
        'too-slow',
        `More than ${this.#service.options.maxBufferedBytes} bytes were waiting to be read.`,
        'Read faster, or ask for less.',
      ),
    );
    this.#service.clock.after(dropTime, () => this.#connection.destroy());
  }
}

/** A stream may stay open for hours, and a browser's request head takes two kilobytes that nobody reads again. */
function forgetHead(request: IncomingMessage): void {
  // HTTP/2's has getters alone.
  if ('stream' in request) return;
  request.headers = {};
  request.rawHeaders = [];
}

function headersOf({ origin, space }: Pass): Readonly<Record<string, string>> {
  const isWrong = space.faults.get('wrong-content-type') !== undefined;
  return { ...corsHeaders(origin), ...(isWrong ? { 'content-type': 'text/html' } : {}) };
}

/** A line break in a field would start a field of its own. */
function refuseLineBreaks(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new Error('a field of an event stream cannot hold a line break');
  return text;
}
