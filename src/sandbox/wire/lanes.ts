/** What each connection of a recording was, and what it cost. Browser-safe. */
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import type { Counted } from '../run/connections.ts';
import { isRequest } from './requests.ts';

export interface Lane {
  connection: number;
  transport: Counted;
  /** Of the newest request, below the space: `sse/clock?every=500`. Empty when the recording began later. */
  endpoint: string;
  requests: number;
  /** HTTP/2: its library tells of streams, and not what their heads and frames take. */
  isHttp2: boolean;
  /** What each stream of HTTP/2 is. */
  streams: ReadonlyMap<number, Counted>;
  /** In bytes. `heads` are request and response heads, `framing` all else that carried the payload. */
  sizes: { payload: number; framing: number; heads: number };
  /** Milliseconds from the first request to the first event, message or answer. */
  firstEvent: number | undefined;
  /** How it ended; `closed` when only that is known. */
  end: 'RST' | 'FIN' | 'closed' | undefined;
  /** Whether nothing but its end was recorded, because the recording began later. */
  isLoneEnd: boolean;
}

interface Growing extends Lane {
  streams: Map<number, Counted>;
  /** When each stream was asked for; that of HTTP/1.1 is 0. */
  asked: Map<number, number>;
}

/** One for each connection, in the order of their first records. */
export function lanesOf(records: readonly WireRecord[]): Lane[] {
  const lanes = new Map<number, Growing>();
  for (const record of records) {
    if (record.kind === 'gap') continue;
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
    isHttp2: false,
    streams: new Map(),
    requests: 0,
    sizes: { payload: 0, framing: 0, heads: 0 },
    firstEvent: undefined,
    end: undefined,
    isLoneEnd: true,
    asked: new Map(),
  };
}

function add(lane: Growing, record: WireRecord): void {
  const { kind, sizes, time, summary, stream = 0 } = record;
  const isHead = kind === 'request-head' || kind === 'response-head' || kind === 'headers';
  lane.sizes.payload += sizes.payload;
  lane.sizes[isHead ? 'heads' : 'framing'] += sizes.framing;
  const transport = transportOf(record);
  lane.transport = transport ?? lane.transport;
  if (record.stream !== undefined) lane.isHttp2 = true;
  if (transport) lane.streams.set(stream, transport);
  if (isRequest(record)) {
    lane.requests += 1;
    if (!lane.asked.has(stream)) lane.asked.set(stream, time);
    lane.endpoint = endpointOf(summary);
  }
  if (kind === 'closed') lane.end = endOf(record);
  lane.isLoneEnd &&= isOfEnd(record);
  const asked = lane.asked.get(stream);
  const isFirst = lane.firstEvent === undefined && asked !== undefined;
  if (isFirst && isEvent(lane.streams.get(stream), record)) lane.firstEvent = time - asked;
}

/** What the record's stream is, or its connection where it has no streams. */
export function transportIn(lane: Lane | undefined, { stream }: WireRecord): Counted {
  const known = stream === undefined ? lane?.transport : lane?.streams.get(stream);
  return known ?? 'request';
}

/** What a record says about its connection's transport, if it says anything. */
export function transportOf({ kind, summary, parts, direction }: WireRecord): Counted | undefined {
  switch (kind) {
    case 'frame':
      return 'ws';
    case 'headers':
      return direction === 'up' ? requestTransport(summary) : streamTransport(parts);
    case 'request-head':
      return requestTransport(summary);
    case 'response-head': {
      if (summary.startsWith('101')) return 'ws';
      return streamTransport(parts);
    }
    default:
      return parts.some(({ name }) => isField(name)) ? 'sse' : undefined;
  }
}

function requestTransport(summary: string): Counted {
  const endpoint = /^(?:\w+ )?(sse|compose|ws|long-poll|poll)\b/.exec(endpointOf(summary))?.[1];
  if (endpoint === undefined) return 'request';
  return endpoint === 'compose' ? 'sse' : (endpoint as Counted);
}

/** What an answer's headers say. */
function streamTransport(parts: WireRecord['parts']): Counted | undefined {
  const type = parts.find(({ name }) => name === 'content-type')?.value ?? '';
  return type.startsWith('text/event-stream') ? 'sse' : undefined;
}

/** `GET /s/k3f9q/sse/clock` → `sse/clock`; what is outside of a space as it is. */
export function endpointOf(summary: string): string {
  const target = summary.split(' ')[1] ?? '';
  return target.replace(/^\/s\/[^/]+\//, '');
}

/** Whether it is the end of a connection, or of a stream of HTTP/2, by RST or RST_STREAM. */
export function isReset({ kind, summary }: WireRecord): boolean {
  return kind === 'reset' || (kind === 'closed' && /\bRST\b|reset/i.test(summary));
}

/** Whether it ends a connection or belongs to the closing handshake of a WebSocket (RFC 6455 §7). */
function isOfEnd({ kind, summary }: WireRecord): boolean {
  return kind === 'closed' || (kind === 'frame' && summary.startsWith('close'));
}

function endOf(record: WireRecord): Lane['end'] {
  if (isReset(record)) return 'RST';
  return record.stream === undefined ? 'FIN' : 'closed';
}

function isField(name: string): boolean {
  return name === 'data field' || name === 'event field';
}

/** Whether it brings what was asked for: an event, a message, the body of an answer. */
function isEvent(
  transport: Counted | undefined,
  { direction, kind, parts, summary, size }: WireRecord,
): boolean {
  if (direction !== 'down') return false;
  if (kind === 'frame') return /^(text|binary)\b/.test(summary);
  if (transport === 'sse') return parts.some(({ name }) => isField(name));
  return kind === 'body' || kind === 'chunk' || (kind === 'data' && size > 0);
}
