import type { Channel, Transport } from '../job.ts';

/** A server that can be measured. */
export interface System {
  /** What the report calls it. */
  name: string;
  transports: readonly Transport[];
  /** Why it cannot be measured on this machine, as a sentence; undefined when it can. */
  missing(): Promise<string | undefined>;
  start(ports: PortRange): Promise<RunningSystem>;
}

/** In bytes, once all garbage is gone. */
export interface Memory {
  /** What the processes hold of the machine's. */
  resident: number;
  /** What of it is reachable from JavaScript; undefined where the server is no Node program. */
  inUse?: number;
}

export interface RunningSystem {
  /** The processes that do the work. */
  pids(): readonly number[];
  memory(): Promise<Memory>;
  /** A place to follow and publish to that nobody used before. */
  channel(transport: Transport): Promise<Channel>;
  stop(): Promise<void>;
}

/** Where a system may listen. */
export interface PortRange {
  /** The first of `count` consecutive ports that are free. */
  take(count: number): Promise<number>;
}
