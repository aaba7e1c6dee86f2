/** What each connection of a recording was, and what it cost. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Counted } from '../run/connections.ts';

export interface Lane {
  connection: number;
  transport: Counted;
  /** Of the newest request, below the space: `sse/clock?every=500`. Empty when the recording began later. */
  endpoint: string;
  requests: number;
  /** In bytes. `heads` are request and response heads, `framing` all else that carried the payload. */
  sizes: { payload: number; framing: number; heads: number };
  /** Milliseconds from the first request to the first event, message or answer. */
  firstEvent: number | undefined;
  /** How it ended. */
  end: 'RST' | 'FIN' | undefined;
}

type Growing = Lane & { asked: number | undefined };

/** One for each connection, in the order of their first records. */
export function lanesOf(records: readonly WireRecord[]): Lane[] {
  const lanes = new Map<number, Growing>();
  for (const record of records) {
    let lane = lanes.get(record.connection);
    if (!lane) {
      lane = newLane(record.connection);
      lanes.set(record.connection, lane);
    }
    add(lane, record);
  }
  return [...lanes.values()].map(({ asked: _, ...lane }) => lane);
}

function newLane(connection: number): Growing {
  return {
    connection,
    transport: 'request',
    endpoint: '',
    requests: 0,
    sizes: { payload: 0, framing: 0, heads: 0 },
    firstEvent: undefined,
    end: undefined,
    asked: undefined,
  };
}

function add(lane: Growing, record: WireRecord): void {
  const { kind, sizes, time, summary } = record;
  const isHead = kind === 'request-head' || kind === 'response-head' || kind === 'headers';
  lane.sizes.payload += sizes.payload;
  lane.sizes[isHead ? 'heads' : 'framing'] += sizes.framing;
  lane.transport = transportOf(record) ?? lane.transport;
  if (kind === 'request-head') {
    lane.requests += 1;
    lane.asked ??= time;
    lane.endpoint = endpointOf(summary);
  }
  if (kind === 'closed') lane.end = isReset(record) ? 'RST' : 'FIN';
  if (lane.firstEvent === undefined && lane.asked !== undefined && isEvent(lane, record)) {
    lane.firstEvent = time - lane.asked;
  }
}

/** What a record says about its connection's transport, if it says anything. */
export function transportOf({ kind, summary, parts }: WireRecord): Counted | undefined {
  switch (kind) {
    case 'frame':
      return 'ws';
    case 'request-head': {
      const endpoint = /^(?:\w+ )?(sse|compose|ws|long-poll|poll)\b/.exec(endpointOf(summary))?.[1];
      if (endpoint === undefined) return 'request';
      return endpoint === 'compose' ? 'sse' : (endpoint as Counted);
    }
    case 'response-head': {
      if (summary.startsWith('101')) return 'ws';
      const type = parts.find(({ name }) => name === 'content-type')?.value ?? '';
      return type.startsWith('text/event-stream') ? 'sse' : undefined;
    }
    default:
      return parts.some(({ name }) => isField(name)) ? 'sse' : undefined;
  }
}

/** `GET /s/k3f9q/sse/clock` → `sse/clock`; what is outside of a space as it is. */
export function endpointOf(summary: string): string {
  const target = summary.split(' ')[1] ?? '';
  return target.replace(/^\/s\/[^/]+\//, '');
}

export function isReset({ kind, summary }: WireRecord): boolean {
  return kind === 'closed' && /\bRST\b|reset/i.test(summary);
}

function isField(name: string): boolean {
  return name === 'data field' || name === 'event field';
}

/** Whether it brings what was asked for: an event, a message, the body of an answer. */
function isEvent(lane: Lane, { direction, kind, parts, summary }: WireRecord): boolean {
  if (direction !== 'down') return false;
  if (kind === 'frame') return /^(text|binary)\b/.test(summary);
  if (lane.transport === 'sse') return parts.some(({ name }) => isField(name));
  return kind === 'body' || kind === 'chunk';
}
