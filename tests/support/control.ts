/** A control channel whose server, frames and timers are the test's. */
import type { ActiveFault } from '../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../sandbox-server/wire/record.ts';
import type { Space } from '../../src/sandbox/space.ts';
import { ControlChannel, type ControlSocket } from '../../src/sandbox/wire/control.ts';

class FakeSocket extends EventTarget {
  readonly path: string;
  readonly sent: { event: string; data: unknown; ref: string }[] = [];
  isClosed = false;

  constructor(path: string) {
    super();
    this.path = path;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  open(): void {
    this.dispatchEvent(new Event('open'));
  }

  say(message: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  end(): void {
    this.dispatchEvent(new Event('close'));
  }
}

/** @param remembered The space that an earlier page of the tab had. */
export function setUpControl(remembered?: Space) {
  const sockets: FakeSocket[] = [];
  const delays: number[] = [];
  const timers: (() => void)[] = [];
  const frames: (() => void)[] = [];
  const listeners = new Set<(space: Space) => void>();
  const server = { space: 'one', isAway: false, active: [] as ActiveFault[] };
  const space = () => ({ id: server.space, base: '' });
  const channel = new ControlChannel({
    spaces: {
      remembered: () => remembered,
      space: async () => {
        if (server.isAway) throw new Error('away');
        return space();
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    connect: (path) => {
      const socket = new FakeSocket(path);
      sockets.push(socket);
      return socket as unknown as ControlSocket;
    },
    faultsOf: async () => server.active,
    nextFrame: (callback) => frames.push(callback),
    after: (milliseconds, callback) => {
      delays.push(milliseconds);
      timers.push(callback);
      return () => {};
    },
    random: () => 1,
  });
  /** Lets promises that are settled have their effects. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const socket = async (): Promise<FakeSocket> => {
    await settle();
    const newest = sockets.at(-1);
    if (!newest) throw new Error('Nothing was connected.');
    return newest;
  };
  const draw = () => {
    for (const frame of frames.splice(0)) frame();
  };
  return {
    channel,
    sockets,
    delays,
    timers,
    frames,
    server,
    listeners,
    space,
    settle,
    socket,
    draw,
  };
}

export const record = (number: number) => ({ number }) as WireRecord;
