import { constants, type ServerHttp2Stream } from 'node:http2';
import type { Clock } from '../clock.ts';
import { type Carrier, findLink, isStream, type Link } from './carrier.ts';
import type { ActiveFault, FaultName, FaultRequest } from './fault-requests.ts';
import { type Impairment, unimpaired } from './impairment.ts';

/** What is done to carriers and connections of a space when a fault is switched on. */
export interface FaultTargets {
  readonly carriers: ReadonlySet<Carrier>;
  /** Says goodbye on every open connection. */
  drain(): void;
  /** Ends every topic and its log: the next who asks for one finds it begun afresh. */
  loseLogs(): void;
  /** Puts a link on the carrier. */
  linkOf(carrier: Carrier): Link;
}

/** The faults of one space. */
export class SpaceFaults {
  readonly #clock: Clock;
  readonly #targets: FaultTargets;
  readonly #active = new Map<FaultName, { fault: ActiveFault; cancel: () => void }>();
  readonly #changed: () => void;
  /** Every link that was impaired and is not gone: of some the server's half is closed, which only a thaw can tell. */
  readonly #links = new Set<Link>();
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
  get cutting(): ((carrier: Carrier) => void) | null {
    const cut = this.get('cut');
    if (cut !== undefined) return cut.by === 'fin' ? close : reset;
    return this.get('restart') === undefined ? null : reset;
  }

  /** Carries traffic of this space from now on, or still. */
  met(carrier: Carrier): void {
    if (this.#active.size === 0) return;
    const link = this.#targets.linkOf(carrier);
    this.#links.add(link);
    link.impair(() => this.#impairment);
    if (this.#active.has('truncate')) link.truncate(true);
  }

  /** Carries no traffic of this space any more. */
  forget(carrier: Carrier): void {
    const link = findLink(carrier);
    if (link === undefined || !this.#links.delete(link)) return;
    link.truncate(false);
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
    this.#disarm();
    this.#refresh();
    this.#changed();
  }

  #switchOff(name: FaultName): void {
    this.#active.delete(name);
    if (name === 'truncate') this.#disarm();
    this.#refresh();
    this.#changed();
  }

  /** What has not been cut off yet is not any more. */
  #disarm(): void {
    for (const link of this.#links) link.truncate(false);
  }

  /** What happens at once. */
  #strike(request: FaultRequest): void {
    const { carriers } = this.#targets;
    if (request.fault === 'cut')
      for (const carrier of carriers) (request.by === 'fin' ? close : reset)(carrier);
    if (request.fault === 'truncate') {
      for (const carrier of carriers) {
        const link = this.#targets.linkOf(carrier);
        this.#links.add(link);
        link.truncate(true);
      }
    }
    if (request.fault === 'restart') {
      this.#targets.drain();
      if (request.log === 'lost') this.#targets.loseLogs();
      // After the goodbyes, which are written within this turn.
      setImmediate(() => {
        for (const carrier of carriers) endInOrder(carrier);
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
      for (const carrier of this.#targets.carriers) this.#links.add(this.#targets.linkOf(carrier));
    }
    for (const link of this.#links) {
      link.impair(() => this.#impairment);
      if (link.isGone) this.#links.delete(link);
    }
  }
}

/** Ends a TCP connection with RST (RFC 9293 §3.10.7), a stream with RST_STREAM: unsent bytes are lost, and nothing says goodbye. */
function reset(carrier: Carrier): void {
  // A peer that resets at the same time makes this an error, which nobody else may be there to hear.
  carrier.on('error', () => {});
  if (isStream(carrier)) resetStream(carrier);
  else carrier.resetAndDestroy();
}

/** As a gateway does whose connection to the server was reset. */
function resetStream(stream: ServerHttp2Stream): void {
  stream.close(constants.NGHTTP2_INTERNAL_ERROR);
}

/** Ends in order, after what was written: a TCP connection with FIN (RFC 9293 §3.6), a stream with END_STREAM. */
function endInOrder(carrier: Carrier): void {
  // A stream cannot end in order without an answer.
  if (isStream(carrier) && !carrier.headersSent) resetStream(carrier);
  else carrier.end();
}

/** The same, without waiting for the other side. */
function close(carrier: Carrier): void {
  endInOrder(carrier);
  if (!isStream(carrier)) carrier.destroySoon();
}
