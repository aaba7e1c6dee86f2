// Browser-safe: imports Zod and nothing of Node.

import { z } from 'zod';

/** How long a fault stays on, in milliseconds up to ten minutes; until it is switched off unless told otherwise. */
const duration = z.number().int().min(0).max(600_000).optional();

/** Every way in which a space's connections may be broken on purpose, with its parameters. */
export const faultRequest = z.discriminatedUnion('fault', [
  z.strictObject({
    /** Ends every connection of the space now, and every new one for as long as it lasts: a cable is pulled. */
    fault: z.literal('cut'),
    for: z.number().int().min(0).max(600_000).default(0),
    /** `rst` resets the connection (RFC 9293 §3.10.7), `fin` closes it in order. */
    by: z.enum(['rst', 'fin']).default('rst'),
  }),
  z.strictObject({
    /** No byte gets through and nothing says so: the connection is half-open (RFC 9293 §3.5.1). */
    fault: z.literal('freeze'),
    for: duration,
  }),
  z.strictObject({
    /** Every byte comes later, in both directions. */
    fault: z.literal('delay'),
    for: duration,
    /** Each way; 200 unless told otherwise. */
    milliseconds: z.number().int().min(1).max(10_000).default(200),
  }),
  z.strictObject({
    /** Bytes come later by chance, in both directions, still in order: TCP keeps that. */
    fault: z.literal('jitter'),
    for: duration,
    /** At most; 300 unless told otherwise. */
    milliseconds: z.number().int().min(1).max(10_000).default(300),
  }),
  z.strictObject({
    /** A thin line to the client. */
    fault: z.literal('throttle'),
    for: duration,
    /** Bytes a second; 200 unless told otherwise. */
    rate: z.number().int().min(10).max(1_000_000).default(200),
  }),
  z.strictObject({
    /** What each client is sent next stops halfway through an event, a frame or a body, and the connection ends. */
    fault: z.literal('truncate'),
    for: z.number().int().min(0).max(600_000).default(0),
  }),
  z.strictObject({
    /** A proxy that hands on a response when it is complete, or there is enough of it. WebSockets pass through. */
    fault: z.literal('buffer'),
    for: duration,
    /** Bytes that it waits for; 16384 unless told otherwise. */
    bytes: z.number().int().min(1).max(1_048_576).default(16_384),
  }),
  z.strictObject({
    /** A proxy that closes connections on which nothing happens. */
    fault: z.literal('idle-timeout'),
    for: duration,
    /** Of silence; 5000 unless told otherwise. */
    milliseconds: z.number().int().min(100).max(600_000).default(5000),
  }),
  z.strictObject({
    /** A proxy that takes `Upgrade` out of requests, as it may with any hop-by-hop header (RFC 9110 §7.6.1). */
    fault: z.literal('strip-upgrade'),
    for: duration,
  }),
  z.strictObject({
    /** Every request is refused. */
    fault: z.literal('refuse'),
    for: duration,
    status: z.union([z.literal(429), z.literal(500), z.literal(502), z.literal(503)]).default(503),
    /** Seconds, in the header `Retry-After`; 5 unless told otherwise. */
    retryAfter: z.number().int().min(0).max(3600).default(5),
  }),
  z.strictObject({
    /** The server says goodbye on every connection, and is away for a while. */
    fault: z.literal('restart'),
    for: z.number().int().min(0).max(600_000).default(3000),
    /** What its topics have logged: `lost` as from a process that kept it in memory, so that no client can resume. */
    log: z.enum(['kept', 'lost']).default('kept'),
  }),
  z.strictObject({
    /** Event streams are sent as `text/html`, as error pages and login pages are. */
    fault: z.literal('wrong-content-type'),
    for: duration,
  }),
  z.strictObject({
    /** Event streams are answered 204, the one answer that tells an `EventSource` to stop (HTML standard §9.2.3). */
    fault: z.literal('no-content'),
    for: duration,
  }),
]);

export type FaultRequest = z.output<typeof faultRequest>;
/** A fault as it may be asked for: what has a default may be left out. */
export type FaultAsked = z.input<typeof faultRequest>;
export type FaultName = FaultRequest['fault'];

/** A fault that is on; `until` is in milliseconds since 1970, absent when it stays on until it is switched off. */
export type ActiveFault = FaultRequest & { until?: number };
