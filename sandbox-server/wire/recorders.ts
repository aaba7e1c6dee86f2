import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { SocketLink } from './socket-link.ts';
import { SocketRecorder } from './socket-recorder.ts';

/**
 * Listens to connections of HTTP/1.1 from the first byte of each request on, while any space is watched: whose a request
 * is can only be read off its head, which has come by then. While no space is watched, it knows which connections wait
 * for their next request, so that this can be heard from its beginning too.
 */
export class Recorders {
  readonly #clock: Clock;
  readonly #bySocket = new WeakMap<Socket, SocketRecorder>();
  readonly #waiting = new Set<Socket>();
  #isWatched = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What has listened to the socket since before its newest request. */
  of(socket: Socket): SocketRecorder | undefined {
    return this.#bySocket.get(socket);
  }

  /** What comes next on the socket begins a request. */
  waits(socket: Socket): void {
    if (this.#isWatched) this.#listen(socket);
    else this.#waiting.add(socket);
  }

  /** A request is on its way, or nothing will come any more. */
  waitsNoMore(socket: Socket): void {
    this.#waiting.delete(socket);
  }

  /** Whether anybody watches any space. */
  watch(isWatched: boolean): void {
    this.#isWatched = isWatched;
    if (!isWatched) return;
    for (const socket of this.#waiting) this.#listen(socket);
    this.#waiting.clear();
  }

  #listen(socket: Socket): void {
    const link = SocketLink.of(socket, this.#clock);
    // A space that began to watch in the middle of a request goes on.
    if (link.isObserved) return;
    const recorder = new SocketRecorder();
    link.observe(recorder);
    this.#bySocket.set(socket, recorder);
  }
}
