import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { headLength } from './decode/http-head.ts';
import { type Impairment, unimpaired } from './impairment.ts';
import { ownGetter } from './own-getter.ts';
import type { Direction } from './record.ts';
import { ReleaseQueue } from './release-queue.ts';

/** Told of what crosses the socket, when it crosses. */
export interface LinkObserver {
  bytes(direction: Direction, bytes: Uint8Array): void;
  /** By whom and how the connection ended: `server RST`, `client FIN`. */
  closed(how: string): void;
}

const links = new WeakMap<Socket, SocketLink>();

/**
 * Stands between one TCP socket and the parsers above it: it shows what crosses and can misbehave. It is put on a socket
 * only when its space is watched or broken, by methods of the socket's own that hide those of its class; until then the
 * socket is as Node made it, and afterwards it does no more than look.
 */
export class SocketLink {
  readonly #socket: Socket;
  readonly #native: Pick<Socket, 'push' | 'write' | 'end' | 'destroy' | 'resetAndDestroy'>;
  readonly #clock: Clock;
  readonly #up: ReleaseQueue;
  readonly #down: ReleaseQueue;
  #impairment: () => Impairment = () => unimpaired;
  #observer: LinkObserver | null = null;
  /** A response through a proxy that buffers, as opposed to a WebSocket, through which it tunnels. */
  isTunnel = false;
  #truncating = false;
  /** What the parser got last has come through the path, and was not read past it. */
  #hasPassed = false;
  /** The server has given the connection up while nothing could get through to say so. */
  #abandoned = false;
  #endings: string[] = [];
  #lastActive: number;
  #cancelIdle = () => {};

  /** The socket's link, if one was put on it. */
  static find(socket: Socket): SocketLink | undefined {
    return links.get(socket);
  }

  /** The socket's link, put on it at the first call. */
  static of(socket: Socket, clock: Clock): SocketLink {
    const link = links.get(socket) ?? new SocketLink(socket, clock);
    links.set(socket, link);
    return link;
  }

  constructor(socket: Socket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
    this.#lastActive = clock.now();
    this.#native = {
      push: socket.push.bind(socket),
      write: socket.write.bind(socket),
      end: socket.end.bind(socket),
      destroy: socket.destroy.bind(socket),
      resetAndDestroy: socket.resetAndDestroy.bind(socket),
    };
    const current = () => (this.isTunnel ? { ...this.#impairment(), hold: 0 } : this.#impairment());
    this.#up = new ReleaseQueue(
      clock,
      () => ({ ...this.#impairment(), hold: 0, rate: Infinity }),
      (bytes) => {
        this.#hasPassed = true;
        this.#native.push(bytes);
      },
    );
    this.#down = new ReleaseQueue(clock, current, (bytes) => this.#sendDown(bytes));
    takeFromParser(socket);
    this.#install();
  }

  /** The connection is closed on both sides, or about to be. */
  get isGone(): boolean {
    return this.#socket.destroyed;
  }

  get isObserved(): boolean {
    return this.#observer !== null;
  }

  observe(observer: LinkObserver | null): void {
    this.#observer = observer;
  }

  /** What the path does from now on; called again whenever that has changed. */
  impair(impairment: () => Impairment): void {
    this.#impairment = impairment;
    this.#up.pump();
    this.#down.pump();
    this.#watchIdleness();
    if (this.#abandoned && !impairment().frozen) {
      this.#socket.removeAllListeners().on('error', () => {});
      this.#native.resetAndDestroy();
    }
  }

  /** What the client is sent next, after the head of a response, stops halfway, and the connection ends. */
  truncate(): void {
    this.#truncating = true;
  }

  /** A response is complete: a proxy that waits for more of it waits no longer. */
  handOn(): void {
    this.#down.finish();
  }

  /** Resolves when a request has got through an impaired path; null when its bytes, which told whose it is, have already. */
  arrival(): Promise<void> | null {
    const { frozen, delay, jitter } = this.#impairment();
    const isClear = !frozen && delay === 0 && jitter === 0 && this.#up.isEmpty;
    if (isClear || (this.#hasPassed && !frozen)) return null;
    return new Promise((resolve) => this.#up.push(Buffer.alloc(0), resolve));
  }

  #install(): void {
    const socket = this.#socket;
    socket.push = (chunk: Buffer | null) => this.#receive(chunk);
    socket.write = ((chunk: string | Uint8Array, ...rest: unknown[]) =>
      this.#send(chunk, ...rest)) as Socket['write'];
    socket.end = ((...args: unknown[]) => this.#end(args)) as Socket['end'];
    socket.destroy = (error?: Error) => this.#destroy(error);
    socket.resetAndDestroy = () => {
      this.#endings.push('server RST');
      return this.#native.resetAndDestroy();
    };
    // Bytes that the path holds count as unread, for the limit on clients that do not read.
    ownGetter(socket, 'writableLength', (native) => this.#down.length + Number(native ?? 0));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET') this.#endings.push('client RST');
    });
    socket.once('close', () => {
      this.#cancelIdle();
      this.#up.clear();
      this.#down.clear();
      this.#observer?.closed(this.#endings.join(', then ') || 'server closed');
    });
  }

  get #isHolding(): boolean {
    return this.#impairment().hold > 0 && !this.isTunnel;
  }

  get #isImpaired(): boolean {
    const { frozen, delay, jitter, rate } = this.#impairment();
    return frozen || delay > 0 || jitter > 0 || rate !== Infinity || this.#isHolding;
  }

  #receive(chunk: Buffer | null): boolean {
    this.#lastActive = this.#clock.now();
    if (chunk === null) {
      this.#endings.push('client FIN');
      // A proxy that was still collecting for this client has nobody to hand it to.
      if (this.#isHolding) this.#down.clear();
    } else {
      this.#observer?.bytes('up', chunk);
    }
    if (this.#up.isEmpty && !this.#isImpaired) {
      this.#hasPassed = false;
      return this.#native.push(chunk);
    }
    this.#up.push(
      chunk ?? Buffer.alloc(0),
      chunk === null ? () => this.#native.push(null) : undefined,
    );
    return true;
  }

  #send(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
    const encoding = typeof rest[0] === 'string' ? (rest[0] as BufferEncoding) : 'utf8';
    const done = rest.find((argument) => typeof argument === 'function') as
      | (() => void)
      | undefined;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk);
    if (this.#down.isEmpty && !this.#isImpaired) return this.#sendDown(bytes, done);
    this.#down.push(bytes, done);
    return this.#down.length < this.#socket.writableHighWaterMark;
  }

  #sendDown(bytes: Buffer, done?: () => void): boolean {
    this.#lastActive = this.#clock.now();
    const head = headLength(bytes);
    if (!this.#truncating || bytes.length - head < 2) {
      this.#observer?.bytes('down', bytes);
      return this.#native.write(bytes, done);
    }
    const half = bytes.subarray(0, head + Math.ceil((bytes.length - head) / 2));
    this.#observer?.bytes('down', half);
    this.#endings.push('server FIN');
    this.#native.end(half, () => this.#native.destroy());
    return false;
  }

  #end(args: unknown[]): Socket {
    const [chunk] = args;
    const done = args.find((argument) => typeof argument === 'function') as
      | (() => void)
      | undefined;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.#send(chunk, args[1]);
    const finish = () => {
      this.#endings.push('server FIN');
      this.#native.end(done);
    };
    if (this.#down.isEmpty && !this.#impairment().frozen) {
      finish();
    } else {
      this.#down.push(Buffer.alloc(0), finish);
      this.#down.finish();
    }
    return this.#socket;
  }

  #destroy(error: Error | undefined): Socket {
    if (!this.#impairment().frozen || this.#socket.destroyed) return this.#native.destroy(error);
    // The other side learns nothing of it: no FIN gets through.
    if (!this.#abandoned) {
      this.#abandoned = true;
      process.nextTick(() => this.#socket.emit('close', false));
    }
    return this.#socket;
  }

  #watchIdleness(): void {
    this.#cancelIdle();
    const { idleTime } = this.#impairment();
    if (idleTime === 0) return;
    const left = this.#lastActive + idleTime - this.#clock.now();
    this.#cancelIdle = this.#clock.after(Math.max(left, 0), () => {
      if (this.#clock.now() - this.#lastActive < idleTime) return this.#watchIdleness();
      this.#endings.push('server FIN');
      this.#native.end(() => this.#native.destroy());
    });
  }
}

/** Node's HTTP parser reads the handle behind the socket's back until somebody listens for data. */
function takeFromParser(socket: Socket): void {
  const listen = () => {};
  socket.on('data', listen);
  socket.off('data', listen);
}
