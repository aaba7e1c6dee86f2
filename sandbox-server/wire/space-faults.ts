import type { Socket } from 'node:net';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

/** How a space's connections may be broken on purpose. */
export const faultRequest = z.discriminatedUnion('fault', [
  z.strictObject({
    /** Resets every TCP connection of the space, and every new one for as long as it lasts. */
    fault: z.literal('cut'),
    /** Milliseconds, up to a minute; 0 cuts once. */
    for: z.number().int().min(0).max(60_000).default(0),
  }),
]);

export type FaultRequest = z.output<typeof faultRequest>;

/** A fault that is on, and until when, in milliseconds since 1970. */
export interface ActiveFault {
  fault: FaultRequest['fault'];
  until: number;
}

/** The faults of one space. */
export class SpaceFaults {
  readonly #clock: Clock;
  readonly #sockets = new Set<Socket>();
  #cutUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The socket carries traffic of this space from now on. */
  watch(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.add(socket);
    // One connection of a proxy carries any number of spaces.
    socket.setMaxListeners(0);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** True while a new connection of this space must be reset. */
  get cutting(): boolean {
    return this.#clock.now() < this.#cutUntil;
  }

  get active(): ActiveFault[] {
    return this.cutting ? [{ fault: 'cut', until: this.#cutUntil }] : [];
  }

  switchOn(request: FaultRequest): void {
    this.#cutUntil = this.#clock.now() + request.for;
    for (const socket of this.#sockets) reset(socket);
  }

  switchAllOff(): void {
    this.#cutUntil = 0;
  }
}

/** Ends a TCP connection with RST (RFC 9293 §3.10.7): unsent bytes are lost, and no FIN says goodbye. */
export function reset(socket: Socket): void {
  try {
    socket.resetAndDestroy();
  } catch {
    // A TLS socket has no handle that can be reset; it ends without a closing alert.
    socket.destroy();
  }
}
