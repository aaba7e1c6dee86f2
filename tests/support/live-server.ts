/** A live server inside the test's process, and what a test asks of it beside following topics. */
import { isDeepStrictEqual } from 'node:util';
import { type Duplex, startDuplex } from '../../sandbox-server/duplex.ts';
import type { Options } from '../../sandbox-server/options.ts';
import { ManualClock } from './manual-clock.ts';

/** Limits that no test meets by accident; those that are about a limit set it. */
const generous: Partial<Options> = {
  port: 0,
  siteDir: '',
  runnerDir: '',
  spacesPerMinute: 1_000_000,
  requestsPerSecond: 1_000_000,
  messagesPerSecond: 1_000_000,
  maxConnectionsPerSpace: 10_000,
  maxConnectionsPerAddress: 10_000,
  historySize: 100_000_000,
  drainTime: 1,
};

/** What the server answers to a message or a request that it refuses. */
export interface RefusalAnswer {
  error: { reason: string; message: string; help: string };
}

export interface Space {
  id: string;
  /** Ends in a slash; topics are below it, as in `<base>sse/clock`. */
  base: string;
}

export class LiveServer implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly #duplex: Duplex;

  private constructor(duplex: Duplex, clock: ManualClock) {
    this.#duplex = duplex;
    this.clock = clock;
  }

  /** Starts one on free ports; its time stands still unless a clock that moves is given. */
  static async start(options: Partial<Options> = {}): Promise<LiveServer> {
    const clock = new ManualClock();
    return new LiveServer(await startDuplex({ ...generous, ...options }, clock), clock);
  }

  get urls(): Duplex['urls'] {
    return this.#duplex.urls;
  }

  /** The live origin's port. */
  get port(): number {
    return Number(new URL(this.urls.live).port);
  }

  /** Makes a space, with a seed if its topics must be repeatable. */
  async space(seed?: string | number): Promise<Space> {
    const response = await this.askForSpace(seed);
    if (response.status !== 201) throw new Error(`No space: ${await response.text()}`);
    return (await response.json()) as Space;
  }

  askForSpace(seed?: string | number): Promise<Response> {
    return fetch(`${this.urls.site}/api/spaces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seed }),
    });
  }

  /** Switches a fault on for a space. */
  async fault(space: Space, fault: { fault: string } & Record<string, unknown>): Promise<void> {
    const response = await fetch(`${this.urls.site}/api/spaces/${space.id}/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    if (response.status !== 200) throw new Error(`No fault: ${await response.text()}`);
    await response.body?.cancel();
  }

  /** Connections that are open by the server's own count, by transport; those that are none are left out. */
  async open(): Promise<Record<string, number>> {
    const text = await (await fetch(`${this.urls.site}/metrics`)).text();
    const lines = text.matchAll(/^duplex_connections_open\{transport="([^"]+)"\} (-?\d+)$/gm);
    return Object.fromEntries(
      [...lines].map(([, name, count]) => [name, Number(count)]).filter(([, count]) => count !== 0),
    );
  }

  /** Asks again until the count is this one, since a connection's end takes a moment to arrive. */
  async untilOpen(expected: Record<string, number>): Promise<void> {
    const deadline = AbortSignal.timeout(8000);
    for (;;) {
      const open = await this.open();
      if (isDeepStrictEqual(open, expected)) return;
      if (deadline.aborted) throw new Error(`Still open: ${JSON.stringify(open)}`);
    }
  }

  close(): Promise<void> {
    return this.#duplex.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Sends one message by POST; the status with the answer. */
export async function post(
  space: Space,
  topic: string,
  event: string,
  data: unknown,
): Promise<{ status: number; body: { id: string } | RefusalAnswer; retryAfter: string | null }> {
  const response = await fetch(`${space.base}send/${topic}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event, data }),
  });
  return {
    status: response.status,
    body: (await response.json()) as { id: string } | RefusalAnswer,
    retryAfter: response.headers.get('retry-after'),
  };
}

/** The same for a message that must be taken: the id of its event. */
export async function send(
  space: Space,
  topic: string,
  event: string,
  data: unknown,
): Promise<string> {
  const { status, body } = await post(space, topic, event, data);
  if (status !== 202 || !('id' in body)) {
    throw new Error(`The message "${event}" to ${topic} was refused: ${JSON.stringify(body)}`);
  }
  return body.id;
}
