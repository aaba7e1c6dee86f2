/** What crosses a space's connections, followed as `curl -N` would, and its faults. */
import { EventSource } from 'eventsource';
import type { ActiveFault } from '../../sandbox-server/wire/fault-requests.ts';
import type { WireRecord } from '../../sandbox-server/wire/record.ts';
import type { LiveServer, Space } from './live-server.ts';

/** How long a test waits for what must come, in milliseconds. */
const patience = 8000;

export class WireFollowing implements Disposable {
  readonly records: WireRecord[] = [];
  readonly faults: ActiveFault[][] = [];
  readonly #source: EventSource;
  readonly #looks = new Set<() => void>();

  private constructor(source: EventSource) {
    this.#source = source;
    source.addEventListener('record', ({ data }) => this.records.push(JSON.parse(data)));
    source.addEventListener('faults', ({ data }) => this.faults.push(JSON.parse(data).active));
    for (const name of ['record', 'faults']) {
      source.addEventListener(name, () => {
        for (const look of this.#looks) look();
      });
    }
  }

  /**
   * Resolves once the wire is on: from then on nothing is missed.
   * @param watchers How many watch any wire of the server then.
   */
  static async of(server: LiveServer, space: Space, watchers = 1): Promise<WireFollowing> {
    const source = new EventSource(`${server.urls.site}/api/spaces/${space.id}/wire`);
    const following = new WireFollowing(source);
    await new Promise((resolve) => source.addEventListener('open', resolve, { once: true }));
    await server.untilOpen({ ...(await server.open()), control: watchers });
    return following;
  }

  /** The first record that fits, waiting for it. */
  async record(fits: (record: WireRecord) => boolean): Promise<WireRecord> {
    const found = () => this.records.find(fits);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => {
      if (found() !== undefined) resolve();
    };
    this.#looks.add(look);
    const timer = setTimeout(() => {
      reject(
        new Error(`No such record among: ${this.records.map(({ summary }) => summary).join('; ')}`),
      );
    }, patience);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#looks.delete(look);
    }
    return found() as WireRecord;
  }

  [Symbol.dispose](): void {
    this.#source.close();
  }
}

export function bytesOf({ bytes }: WireRecord): Buffer {
  return Buffer.from(bytes, 'base64');
}

/** A record's part by its name. */
export function partOf(record: WireRecord, name: string) {
  const part = record.parts.find((candidate) => candidate.name === name);
  if (part === undefined) throw new Error(`No "${name}" in ${record.parts.map((one) => one.name)}`);
  return { ...part, bytes: bytesOf(record).subarray(part.start, part.end) };
}

/** Asks for a fault, and gives the answer. */
export async function putFault(server: LiveServer, space: Space, fault: object): Promise<Response> {
  return fetch(`${server.urls.site}/api/spaces/${space.id}/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
}

/** The same for one that must be taken: the faults that are on. */
export async function switchOn(
  server: LiveServer,
  space: Space,
  fault: object,
): Promise<ActiveFault[]> {
  const response = await putFault(server, space, fault);
  const answer = (await response.json()) as { faults: ActiveFault[] };
  if (response.status !== 200) throw new Error(`No fault: ${JSON.stringify(answer)}`);
  return answer.faults;
}

export async function switchAllOff(server: LiveServer, space: Space): Promise<void> {
  await fetch(`${server.urls.site}/api/spaces/${space.id}/faults`, { method: 'DELETE' });
}
