import { constants, type ServerHttp2Stream, type ServerStreamResponseOptions } from 'node:http2';
import type { Clock } from '../clock.ts';
import { type Impairment, unimpaired } from './impairment.ts';
import { ownGetter } from './own-getter.ts';
import type { Direction } from './record.ts';
import { mostHeld, ReleaseQueue } from './release-queue.ts';
import { truncated } from './truncation.ts';
import { bytesIn, callbackIn, laterCallbackIn } from './write-arguments.ts';

/** Told what the HTTP/2 library takes and gives for one stream, when it does. */
export interface StreamObserver {
  /** The head of the response. */
  responded(headers: Readonly<Record<string, unknown>>, isEnd: boolean): void;
  data(direction: Direction, bytes: Uint8Array): void;
  /** A side has said all that it will: END_STREAM, where the head has not said so already. */
  finished(direction: Direction): void;
  /** It is over. Not in order unless both sides have finished: by whom and with which code it was reset. */
  closed(by: Closer, code: number): void;
}

/** `connection`: it was lost, and nothing was said about the stream. */
export type Closer = 'client' | 'server' | 'connection';

const links = new WeakMap<ServerHttp2Stream, StreamLink>();

/**
 * Stands between one HTTP/2 stream and what uses it. It can hold, stop and end what is the stream's own, and no more:
 * the connection belongs to other spaces too, so that settings, pings and window updates always pass.
 */
export class StreamLink {
  readonly #stream: ServerHttp2Stream;
  readonly #native: Pick<
    ServerHttp2Stream,
    'push' | 'respond' | 'write' | 'end' | 'close' | 'destroy'
  >;
  readonly #clock: Clock;
  readonly #up: ReleaseQueue;
  readonly #down: ReleaseQueue;
  #impairment: () => Impairment = () => unimpaired;
  #observer: StreamObserver | null = null;
  #truncating = false;
  /** Nothing more is said to the client. */
  #isCutOff = false;
  /** The head of the response waits to go on. */
  #isHeadHeld = false;
  /** The server has given the stream up while nothing could get through to say so. */
  #abandoned = false;
  /** END_STREAM has gone out, or goes with the head. */
  #hasFinished = false;
  #endedBy: 'client' | 'server' = 'client';
  #lastActive: number;
  #cancelIdle = () => {};

  static find(stream: ServerHttp2Stream): StreamLink | undefined {
    return links.get(stream);
  }

  static of(stream: ServerHttp2Stream, clock: Clock): StreamLink {
    const link = links.get(stream) ?? new StreamLink(stream, clock);
    links.set(stream, link);
    return link;
  }

  constructor(stream: ServerHttp2Stream, clock: Clock) {
    this.#stream = stream;
    this.#clock = clock;
    this.#lastActive = clock.now();
    this.#native = {
      push: stream.push.bind(stream),
      respond: stream.respond.bind(stream),
      write: stream.write.bind(stream),
      end: stream.end.bind(stream),
      close: stream.close.bind(stream),
      destroy: stream.destroy.bind(stream),
    };
    const upwards = () => ({ ...this.#impairment(), hold: 0, rate: Infinity });
    this.#up = new ReleaseQueue(clock, upwards, (bytes) => void this.#native.push(bytes));
    this.#down = new ReleaseQueue(
      clock,
      () => this.#impairment(),
      (bytes) => void this.#sendDown(bytes),
    );
    this.#install();
  }

  get isGone(): boolean {
    return this.#stream.destroyed;
  }

  observe(observer: StreamObserver | null): void {
    this.#observer = observer;
  }

  impair(impairment: () => Impairment): void {
    this.#impairment = impairment;
    this.#up.pump();
    this.#down.pump();
    this.#watchIdleness();
    if (this.#abandoned && !impairment().frozen) this.#native.close(constants.NGHTTP2_CANCEL);
  }

  truncate(isOn: boolean): void {
    this.#truncating = isOn;
  }

  handOn(): void {
    this.#down.finish();
  }

  /** Resolves when the request, whose head has come already, has got through an impaired path. */
  arrival(): Promise<void> | null {
    if (this.#up.isEmpty && !this.#isImpaired) return null;
    return new Promise((resolve) => this.#up.push(Buffer.alloc(0), resolve));
  }

  #install(): void {
    const stream = this.#stream;
    stream.push = (chunk: Buffer | null) => this.#receive(chunk);
    stream.respond = (headers = {}, options) => this.#respond({ ...headers }, options ?? {});
    stream.write = ((...args: unknown[]) => this.#send(args)) as ServerHttp2Stream['write'];
    stream.end = ((...args: unknown[]) => this.#end(args)) as ServerHttp2Stream['end'];
    stream.close = (code = constants.NGHTTP2_NO_ERROR, done) => {
      if (!stream.closed) this.#endedBy = 'server';
      this.#native.close(code, done);
    };
    stream.destroy = (error?: Error) => this.#destroy(error);
    ownGetter(stream, 'headersSent', (native) => this.#isHeadHeld || native);
    // What the path holds counts as unread, for the limit on clients that do not read.
    ownGetter(stream, 'writableLength', (native) => this.#down.length + Number(native ?? 0));
    const { session } = stream;
    stream.once('close', () => {
      this.#cancelIdle();
      this.#up.clear();
      this.#down.clear();
      const isLost = session?.destroyed !== false;
      this.#observer?.closed(isLost ? 'connection' : this.#endedBy, stream.rstCode ?? 0);
    });
  }

  get #isImpaired(): boolean {
    const { frozen, delay, jitter, rate, hold } = this.#impairment();
    return frozen || delay > 0 || jitter > 0 || rate !== Infinity || hold > 0;
  }

  #receive(chunk: Buffer | null): boolean {
    this.#lastActive = this.#clock.now();
    // The library ends both halves of a stream that is reset as well.
    if (chunk !== null) this.#observer?.data('up', chunk);
    else if (!this.#stream.closed) this.#observer?.finished('up');
    if (this.#up.isEmpty && !this.#isImpaired) return this.#native.push(chunk);
    const end = () => void this.#native.push(null);
    this.#up.push(chunk ?? Buffer.alloc(0), chunk === null ? end : undefined);
    return this.#up.length < mostHeld;
  }

  #respond(headers: Record<string, unknown>, options: ServerStreamResponseOptions): void {
    const respond = () => {
      this.#isHeadHeld = false;
      this.#lastActive = this.#clock.now();
      if (this.#stream.closed || this.#stream.destroyed) return;
      // An answer without content is ended within this call.
      this.#hasFinished = true;
      this.#native.respond(headers as Parameters<ServerHttp2Stream['respond']>[0], options);
      this.#hasFinished = this.#stream.writableEnded;
      this.#observer?.responded(this.#stream.sentHeaders, this.#hasFinished);
    };
    if (this.#down.isEmpty && !this.#isImpaired) {
      respond();
      return;
    }
    this.#isHeadHeld = true;
    this.#down.push(Buffer.alloc(0), respond);
    if (options.endStream === true) this.#down.finish();
  }

  #send(args: unknown[]): boolean {
    const bytes = bytesIn(args) ?? Buffer.alloc(0);
    if (this.#down.isEmpty && !this.#isImpaired) return this.#sendDown(bytes, callbackIn(args));
    this.#down.push(bytes, laterCallbackIn(args));
    return this.#down.length < this.#stream.writableHighWaterMark;
  }

  #sendDown(bytes: Buffer, done?: () => void): boolean {
    // What was held for a stream that is over is lost: the library would throw if its head was held as well.
    if (this.#stream.closed || this.#isCutOff) {
      done?.();
      return false;
    }
    this.#lastActive = this.#clock.now();
    const part = this.#truncating ? truncated(bytes, false) : undefined;
    this.#observer?.data('down', part ?? bytes);
    if (part === undefined) return this.#native.write(bytes, done);
    this.#isCutOff = true;
    // A reset takes back what has not left yet.
    this.#native.write(part, () => this.#stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    return false;
  }

  #end(args: unknown[]): ServerHttp2Stream {
    if (bytesIn(args) !== undefined) this.#send([args[0], args[1]]);
    const finish = () => {
      if (this.#isCutOff) return;
      if (!this.#hasFinished && !this.#stream.closed) this.#observer?.finished('down');
      this.#hasFinished = true;
      this.#native.end(callbackIn(args));
    };
    if (this.#down.isEmpty && !this.#impairment().frozen) {
      finish();
    } else {
      this.#down.push(Buffer.alloc(0), finish);
      this.#down.finish();
    }
    return this.#stream;
  }

  #destroy(error: Error | undefined): ServerHttp2Stream {
    const stream = this.#stream;
    const isOver = stream.closed || stream.destroyed || stream.session?.destroyed !== false;
    if (!isOver) this.#endedBy = 'server';
    if (isOver || !this.#impairment().frozen) return this.#native.destroy(error);
    // The client learns nothing of it.
    if (!this.#abandoned) {
      this.#abandoned = true;
      process.nextTick(() => stream.emit('close'));
    }
    return stream;
  }

  #watchIdleness(): void {
    this.#cancelIdle();
    const { idleTime, frozen } = this.#impairment();
    // Through a frozen path nothing can end it.
    if (idleTime === 0 || frozen) return;
    const left = this.#lastActive + idleTime - this.#clock.now();
    this.#cancelIdle = this.#clock.after(Math.max(left, 0), () => {
      if (this.#clock.now() - this.#lastActive < idleTime) return this.#watchIdleness();
      this.#stream.close(constants.NGHTTP2_CANCEL);
    });
  }
}
