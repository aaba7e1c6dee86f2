import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { ActiveFault, FaultName, FaultRequest } from './fault-requests.ts';
import { type Impairment, unimpaired } from './impairment.ts';
import { SocketLink } from './socket-link.ts';

/** What is done to sockets and connections of a space when a fault is switched on. */
export interface FaultTargets {
  readonly sockets: ReadonlySet<Socket>;
  /** Says goodbye on every open connection. */
  drain(): void;
  /** Ends every topic and its log: the next who asks for one finds it begun afresh. */
  loseLogs(): void;
  /** Puts a link on the socket, where there can be one. */
  linkOf(socket: Socket): SocketLink | null;
}

/** The faults of one space. */
export class SpaceFaults {
  readonly #clock: Clock;
  readonly #targets: FaultTargets;
  readonly #active = new Map<FaultName, { fault: ActiveFault; cancel: () => void }>();
  readonly #changed: () => void;
  /** Every link that was impaired and is not gone: of some the server's half is closed, which only a thaw can tell. */
  readonly #links = new Set<SocketLink>();
  #impairment: Impairment = unimpaired;

  constructor(clock: Clock, targets: FaultTargets, changed: () => void) {
    this.#clock = clock;
    this.#targets = targets;
    this.#changed = changed;
  }

  get active(): ActiveFault[] {
    return [...this.#active.values()].map(({ fault }) => fault);
  }

  /** The fault of that name, if it is on. */
  get<Name extends FaultName>(name: Name): Extract<ActiveFault, { fault: Name }> | undefined {
    return this.#active.get(name)?.fault as Extract<ActiveFault, { fault: Name }> | undefined;
  }

  /** How a new connection of the space meets its end, while it does. */
  get cutting(): ((socket: Socket) => void) | null {
    const cut = this.get('cut');
    if (cut !== undefined) return cut.by === 'fin' ? close : reset;
    return this.get('restart') === undefined ? null : reset;
  }

  /** A socket carries traffic of this space from now on, or still. */
  met(socket: Socket): void {
    if (this.#active.size === 0) return;
    const link = this.#targets.linkOf(socket);
    if (link === null) return;
    this.#links.add(link);
    link.impair(() => this.#impairment);
    if (this.#active.has('truncate')) link.truncate();
  }

  /** The socket carries no traffic of this space any more. */
  forget(socket: Socket): void {
    const link = SocketLink.find(socket);
    if (link === undefined || !this.#links.delete(link)) return;
    link.impair(() => unimpaired);
  }

  switchOn(request: FaultRequest): void {
    this.#active.get(request.fault)?.cancel();
    this.#active.delete(request.fault);
    if (request.for !== 0) {
      const until = request.for === undefined ? {} : { until: this.#clock.now() + request.for };
      const cancel =
        request.for === undefined
          ? () => {}
          : this.#clock.after(request.for, () => this.#switchOff(request.fault));
      this.#active.set(request.fault, { fault: { ...request, ...until }, cancel });
    }
    this.#refresh();
    this.#strike(request);
    this.#changed();
  }

  switchAllOff(): void {
    for (const { cancel } of this.#active.values()) cancel();
    this.#active.clear();
    this.#refresh();
    this.#changed();
  }

  #switchOff(name: FaultName): void {
    this.#active.delete(name);
    this.#refresh();
    this.#changed();
  }

  /** What happens at once. */
  #strike(request: FaultRequest): void {
    const { sockets } = this.#targets;
    if (request.fault === 'cut')
      for (const socket of sockets) (request.by === 'fin' ? close : reset)(socket);
    if (request.fault === 'truncate')
      for (const socket of sockets) this.#targets.linkOf(socket)?.truncate();
    if (request.fault === 'restart') {
      this.#targets.drain();
      if (request.log === 'lost') this.#targets.loseLogs();
      // After the goodbyes, which are written within this turn.
      setImmediate(() => {
        for (const socket of sockets) socket.end();
      });
    }
  }

  #refresh(): void {
    this.#impairment = {
      frozen: this.#active.has('freeze'),
      delay: this.get('delay')?.milliseconds ?? 0,
      jitter: this.get('jitter')?.milliseconds ?? 0,
      rate: this.get('throttle')?.rate ?? Infinity,
      hold: this.get('buffer')?.bytes ?? 0,
      idleTime: this.get('idle-timeout')?.milliseconds ?? 0,
    };
    if (this.#active.size > 0) {
      for (const socket of this.#targets.sockets) {
        const link = this.#targets.linkOf(socket);
        if (link !== null) this.#links.add(link);
      }
    }
    for (const link of this.#links) {
      link.impair(() => this.#impairment);
      if (link.isGone) this.#links.delete(link);
    }
  }
}

/** Ends a TCP connection with RST (RFC 9293 §3.10.7): unsent bytes are lost, and no FIN says goodbye. */
function reset(socket: Socket): void {
  // A peer that resets at the same time makes this an error, which nobody else may be there to hear.
  socket.on('error', () => {});
  try {
    socket.resetAndDestroy();
  } catch {
    // A TLS socket has no handle that can be reset; it ends without a closing alert.
    socket.destroy();
  }
}

/** Ends a TCP connection in order: with FIN, after what was written (RFC 9293 §3.6). */
function close(socket: Socket): void {
  socket.end();
  socket.destroySoon();
}
