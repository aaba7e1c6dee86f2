/** The tab's control channel: wire records and faults down, requests for faults up. Browser-safe. */
import type { ActiveFault, FaultAsked } from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Space } from '../space.ts';
import type { ControlSnapshot } from './control-state.ts';
import { ControlStore } from './control-store.ts';
import { type Answer, Replies } from './replies.ts';
import { retryDelay } from './retry-delay.ts';

/** What the channel needs of a WebSocket. */
export type ControlSocket = Pick<WebSocket, 'addEventListener' | 'close' | 'send'>;

export interface ControlEnvironment {
  spaces: {
    space(): Promise<Space>;
    /** The space that an earlier page of the tab had. */
    remembered(): Space | undefined;
    subscribe(listener: (space: Space) => void): () => void;
  };
  /** Opens a WebSocket on the site's origin. */
  connect(path: string): ControlSocket;
  /** What is on at this moment: history may not reach back to when it was switched on. */
  faultsOf(space: string): Promise<readonly ActiveFault[]>;
  /** Calls back when it is time to draw. */
  nextFrame(callback: () => void): void;
  /** Calls back after so many milliseconds, unless what it returns is called before. */
  after(milliseconds: number, callback: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
}

export class ControlChannel {
  readonly #environment: ControlEnvironment;
  readonly #store: ControlStore;
  readonly #replies = new Replies<void>();
  /** Marks that were asked for and have not come. */
  readonly #marks = new Replies<number>();
  /** Tells this tab's marks from those of others. */
  readonly #signature: string;
  readonly #beginning: string;
  #followers = 0;
  #unsubscribe = (): void => {};
  #cancelRetry = (): void => {};
  #socket: ControlSocket | undefined;
  #space: string | undefined;
  #newest: string | undefined;
  #attempt = 0;
  #failures = 0;
  /** How often the server has told what is on. */
  #tellings = 0;
  /** The space of an earlier page, until this page's beginning is marked in it: what was recorded before is none of it. */
  #inherited: string | undefined;

  constructor(environment: ControlEnvironment) {
    this.#environment = environment;
    this.#store = new ControlStore(environment.nextFrame);
    this.#inherited = environment.spaces.remembered()?.id;
    this.#signature = `${environment.random().toString(36)}-`;
    this.#beginning = `${this.#signature}beginning`;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  readonly snapshot = (): ControlSnapshot => this.#store.snapshot();

  /** What is on; the same array until that changes. */
  readonly active = (): readonly ActiveFault[] => this.snapshot().active;

  /** Is connected from now until what it returns is called, by everybody who called it. */
  follow(): () => void {
    this.#followers += 1;
    if (this.#followers === 1) this.#start();
    let isFollowing = true;
    return () => {
      if (!isFollowing) return;
      isFollowing = false;
      this.#followers -= 1;
      if (this.#followers === 0) this.#stop();
    };
  }

  /** Tries again now, if it waits to: there is reason to think that the server is back, or somebody needs to know. */
  hurry(): void {
    if (this.snapshot().state !== 'lost') return;
    this.#cancelRetry();
    this.#store.take({ type: 'state', state: 'connecting' });
    void this.#connect();
  }

  /** @throws with words for the reader when the server refuses or is away */
  switchOn(fault: FaultAsked): Promise<void> {
    return this.#send('fault', fault);
  }

  /** Switches all faults off. */
  calm(): Promise<void> {
    return this.#send('calm', {});
  }

  /** Forgets what was recorded, here at once and on the server when it is there. */
  clear(): void {
    this.#store.take({ type: 'cleared' });
    this.#send('clear', {}).catch(() => {});
  }

  /**
   * The server's clock, in milliseconds since 1970. All that was recorded until then has been taken up when it resolves.
   * @throws with words for the reader when the server refuses or is away
   */
  async mark(): Promise<number> {
    const { ref, reply } = this.#marks.expect();
    // Whichever comes first: the mark, or the refusal.
    const asked = this.#send('mark', { name: this.#signature + ref });
    asked.catch(({ message }: Error) => this.#marks.take(ref, message, 0));
    return reply;
  }

  #start(): void {
    this.#unsubscribe = this.#environment.spaces.subscribe(({ id }) => {
      if (this.#socket && id !== this.#space) void this.#connect();
    });
    this.#store.take({ type: 'state', state: 'connecting' });
    void this.#connect();
  }

  #stop(): void {
    this.#unsubscribe();
    this.#cancelRetry();
    this.#attempt += 1;
    this.#failures = 0;
    this.#leave();
    this.#store.take({ type: 'state', state: 'idle' });
  }

  async #connect(): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#leave();
    const space = await this.#environment.spaces.space().catch(() => undefined);
    if (attempt !== this.#attempt) return;
    if (!space) {
      this.#retry();
      return;
    }
    if (space.id !== this.#inherited) this.#inherited = undefined;
    if (space.id !== this.#space) {
      this.#space = space.id;
      this.#newest = undefined;
      this.#store.take({ type: 'another-space' });
    }
    const after = this.#newest ? `&after=${encodeURIComponent(this.#newest)}` : '';
    const socket = this.#environment.connect(`/api/control?space=${space.id}${after}`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (socket !== this.#socket) return;
      this.#failures = 0;
      if (this.#inherited === undefined) this.#opened(space.id);
      else this.#markBeginning(socket);
    });
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#receive(JSON.parse(data) as Answer);
    });
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#retry();
    });
  }

  #opened(space: string): void {
    this.#store.take({ type: 'state', state: 'open' });
    void this.#askForFaults(space);
  }

  /** It is open once the mark has come: what runs from then on is recorded after it. */
  #markBeginning(socket: ControlSocket): void {
    // Refused, no mark comes: better too much than nothing.
    this.#request(socket, 'mark', { name: this.#beginning }).catch(() => {
      if (socket === this.#socket) this.#begin();
    });
  }

  #begin(): void {
    this.#inherited = undefined;
    this.#store.take({ type: 'cleared' });
    if (this.#space !== undefined) this.#opened(this.#space);
  }

  async #askForFaults(space: string): Promise<void> {
    const tellings = this.#tellings;
    const active = await this.#environment.faultsOf(space).catch(() => undefined);
    // What was told in the meantime is newer.
    const isNews = tellings === this.#tellings && space === this.#space;
    if (active && isNews && this.#socket) this.#store.take({ type: 'faults', active });
  }

  #retry(): void {
    this.#leave();
    this.#store.take({ type: 'state', state: 'lost' });
    const delay = retryDelay(this.#failures, this.#environment.random());
    this.#failures += 1;
    this.#cancelRetry();
    this.#cancelRetry = this.#environment.after(delay, () => void this.#connect());
  }

  #leave(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#replies.giveUp(away);
    this.#marks.giveUp(away);
  }

  #send(event: string, data: object): Promise<void> {
    const socket = this.#socket;
    if (!socket || this.snapshot().state !== 'open') return Promise.reject(new Error(away));
    return this.#request(socket, event, data);
  }

  #request(socket: ControlSocket, event: string, data: object): Promise<void> {
    const { ref, reply } = this.#replies.expect();
    socket.send(JSON.stringify({ event, data, ref }));
    return reply;
  }

  #receive({ ack, error, id, event, data }: Answer): void {
    if (ack !== undefined) {
      this.#replies.take(ack, error && `${error.message} ${error.help}`, undefined);
      return;
    }
    if (id !== undefined) this.#newest = id;
    const isOwn = this.#inherited === undefined;
    if (event === 'record' && isOwn)
      this.#store.take({ type: 'record', record: data as WireRecord });
    if (event === 'cleared') this.#store.take({ type: 'cleared' });
    if (event === 'mark') this.#takeMark(data as { name: string; time: number });
    if (event === 'faults') {
      this.#tellings += 1;
      this.#store.take({ type: 'faults', active: (data as { active: ActiveFault[] }).active });
    }
  }

  #takeMark({ name, time }: { name: string; time: number }): void {
    if (name === this.#beginning) this.#begin();
    if (!name.startsWith(this.#signature)) return;
    this.#store.draw();
    this.#marks.take(name.slice(this.#signature.length), undefined, time);
  }
}

const away = 'The live server does not answer. It is tried again.';
