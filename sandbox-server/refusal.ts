// Browser-safe: the reference page lists these.

/** Why the server refuses: a closed list, with the HTTP status (RFC 9110) and the WebSocket close code (RFC 6455 §7.4.1). */
export const refusals = {
  'bad-request': { status: 400, closeCode: 1008 },
  'origin-not-allowed': { status: 403, closeCode: 1008 },
  'not-allowed': { status: 403, closeCode: 1008 },
  'not-found': { status: 404, closeCode: 1008 },
  'unknown-topic': { status: 404, closeCode: 1008 },
  'unknown-space': { status: 404, closeCode: 1008 },
  'method-not-allowed': { status: 405, closeCode: 1008 },
  'request-timeout': { status: 408, closeCode: 1008 },
  'too-large': { status: 413, closeCode: 1009 },
  'unsupported-media-type': { status: 415, closeCode: 1003 },
  'expectation-failed': { status: 417, closeCode: 1008 },
  'upgrade-required': { status: 426, closeCode: 1008 },
  'too-many-connections': { status: 429, closeCode: 1013 },
  'too-many-topics': { status: 429, closeCode: 1013 },
  'too-many-spaces': { status: 429, closeCode: 1013 },
  'too-fast': { status: 429, closeCode: 1008 },
  'too-slow': { status: 429, closeCode: 1013 },
  'headers-too-large': { status: 431, closeCode: 1009 },
  'internal-error': { status: 500, closeCode: 1011 },
  'refused-by-fault': { status: 503, closeCode: 1013 },
  draining: { status: 503, closeCode: 1012 },
} as const;

export type Reason = keyof typeof refusals;

/** What a refused client is sent, under `error`. */
export interface RefusalBody {
  reason: Reason;
  /** What happened, and why. */
  message: string;
  /** What to do about it. */
  help: string;
}

/** A clear no: thrown anywhere on the way of a request or message, answered at its edge. */
export class Refusal extends Error {
  readonly reason: Reason;
  readonly help: string;
  /** Seconds after which another attempt makes sense. */
  readonly retryAfter: number | undefined;
  /** The methods that would have been right, for `method-not-allowed`. */
  readonly allow: string | undefined;
  readonly #status: number | undefined;

  constructor(
    reason: Reason,
    message: string,
    help: string,
    details: { retryAfter?: number; allow?: string; status?: number } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.reason = reason;
    this.help = help;
    this.retryAfter = details.retryAfter;
    this.allow = details.allow;
    this.#status = details.status;
  }

  get status(): number {
    return this.#status ?? refusals[this.reason].status;
  }

  /** As a WebSocket close code. */
  get closeCode(): number {
    return refusals[this.reason].closeCode;
  }

  get body(): RefusalBody {
    return { reason: this.reason, message: this.message, help: this.help };
  }
}
