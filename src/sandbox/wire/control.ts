/** The tab's control channel: wire records and faults down, requests for faults up. Browser-safe. */
import type { ActiveFault, FaultAsked } from '../../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Space } from '../space.ts';
import {
  type ControlEvent,
  type ControlSnapshot,
  maximumRecords,
  nothingFollowed,
  reduceControl,
} from './control-state.ts';
import { type Answer, Replies } from './replies.ts';
import { retryDelay } from './retry-delay.ts';

/** What the channel needs of a WebSocket. */
export type ControlSocket = Pick<WebSocket, 'addEventListener' | 'close' | 'send'>;

export interface ControlEnvironment {
  spaces: { space(): Promise<Space>; subscribe(listener: (space: Space) => void): () => void };
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
  readonly #listeners = new Set<() => void>();
  readonly #replies = new Replies<void>();
  /** Marks that were asked for and have not come. */
  readonly #marks = new Replies<number>();
  /** Tells this tab's marks from those of others. */
  readonly #signature: string;
  #snapshot: ControlSnapshot = nothingFollowed;
  #queue: ControlEvent[] = [];
  #isDrawing = false;
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

  constructor(environment: ControlEnvironment) {
    this.#environment = environment;
    this.#signature = `${environment.random().toString(36)}-`;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): ControlSnapshot => this.#snapshot;

  /** What is on; the same array until that changes. */
  readonly active = (): readonly ActiveFault[] => this.#snapshot.active;

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
    if (this.#snapshot.state !== 'lost') return;
    this.#cancelRetry();
    this.#take({ type: 'state', state: 'connecting' });
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
    this.#take({ type: 'cleared' });
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
    this.#take({ type: 'state', state: 'connecting' });
    void this.#connect();
  }

  #stop(): void {
    this.#unsubscribe();
    this.#cancelRetry();
    this.#attempt += 1;
    this.#failures = 0;
    this.#leave();
    this.#take({ type: 'state', state: 'idle' });
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
    if (space.id !== this.#space) {
      this.#space = space.id;
      this.#newest = undefined;
      this.#take({ type: 'another-space' });
    }
    const after = this.#newest ? `&after=${encodeURIComponent(this.#newest)}` : '';
    const socket = this.#environment.connect(`/api/control?space=${space.id}${after}`);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      if (socket !== this.#socket) return;
      this.#failures = 0;
      this.#take({ type: 'state', state: 'open' });
      void this.#askForFaults(space.id);
    });
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#receive(JSON.parse(data) as Answer);
    });
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#retry();
    });
  }

  async #askForFaults(space: string): Promise<void> {
    const tellings = this.#tellings;
    const active = await this.#environment.faultsOf(space).catch(() => undefined);
    // What was told in the meantime is newer.
    const isNews = tellings === this.#tellings && space === this.#space;
    if (active && isNews && this.#socket) this.#take({ type: 'faults', active });
  }

  #retry(): void {
    this.#leave();
    this.#take({ type: 'state', state: 'lost' });
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
    if (!socket || this.#snapshot.state !== 'open') return Promise.reject(new Error(away));
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
    if (event === 'record') this.#take({ type: 'record', record: data as WireRecord });
    if (event === 'cleared') this.#take({ type: 'cleared' });
    if (event === 'mark') this.#takeMark(data as { name: string; time: number });
    if (event === 'faults') {
      this.#tellings += 1;
      this.#take({ type: 'faults', active: (data as { active: ActiveFault[] }).active });
    }
  }

  #takeMark({ name, time }: { name: string; time: number }): void {
    if (!name.startsWith(this.#signature)) return;
    this.#draw();
    this.#marks.take(name.slice(this.#signature.length), undefined, time);
  }

  /** States are told at once, records once for each frame. */
  #take(event: ControlEvent): void {
    this.#queue.push(event);
    if (event.type !== 'record' || this.#queue.length >= maximumRecords) {
      this.#draw();
    } else if (!this.#isDrawing) {
      this.#isDrawing = true;
      this.#environment.nextFrame(() => {
        this.#isDrawing = false;
        this.#draw();
      });
    }
  }

  #draw(): void {
    if (this.#queue.length === 0) return;
    this.#snapshot = reduceControl(this.#snapshot, this.#queue);
    this.#queue = [];
    for (const listener of this.#listeners) listener();
  }
}

const away = 'The live server does not answer. It is tried again.';
