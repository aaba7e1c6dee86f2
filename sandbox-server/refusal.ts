// Browser-safe: the reference page lists these.

/** Why the server refuses: a closed list, with the HTTP status (RFC 9110), the WebSocket close code (RFC 6455 §7.4.1) and what it means. */
export const refusals = {
  'bad-request': {
    status: 400,
    closeCode: 1008,
    when: 'The request or message is not what its contract says.',
  },
  'origin-not-allowed': {
    status: 403,
    closeCode: 1008,
    when: 'A browser asked from a page that is not of this site.',
  },
  'not-allowed': {
    status: 403,
    closeCode: 1008,
    when: 'Only this machine, or whoever has the token, may see it.',
  },
  'not-found': {
    status: 404,
    closeCode: 1008,
    when: 'Nothing is at this address.',
  },
  'unknown-topic': {
    status: 404,
    closeCode: 1008,
    when: 'No topic has this name.',
  },
  'unknown-space': {
    status: 404,
    closeCode: 1008,
    when: 'The space does not exist, or not any more: ask for another.',
  },
  'method-not-allowed': {
    status: 405,
    closeCode: 1008,
    when: 'The address is right and the method is not; `Allow` names the right ones.',
  },
  'request-timeout': {
    status: 408,
    closeCode: 1008,
    when: 'The request did not arrive whole in time.',
  },
  'too-large': {
    status: 413,
    closeCode: 1009,
    when: 'The message, body or address is longer than allowed.',
  },
  'unsupported-media-type': {
    status: 415,
    closeCode: 1003,
    when: 'The body or frame is of a kind that is not read here.',
  },
  'expectation-failed': {
    status: 417,
    closeCode: 1008,
    when: 'The header `Expect` asks for something other than `100-continue`.',
  },
  'upgrade-required': {
    status: 426,
    closeCode: 1008,
    when: 'A WebSocket endpoint was asked without an upgrade that it understands.',
  },
  'too-many-connections': {
    status: 429,
    closeCode: 1013,
    when: 'The space, the address or the server has as many connections as it may.',
  },
  'too-many-topics': {
    status: 429,
    closeCode: 1013,
    when: 'The space has as many topics, counting each set of parameters, as it may.',
  },
  'too-many-spaces': {
    status: 429,
    closeCode: 1013,
    when: 'The address has asked for too many spaces.',
  },
  'too-fast': {
    status: 429,
    closeCode: 1008,
    when: 'Requests or messages come too fast; `Retry-After` says when to go on.',
  },
  'too-slow': {
    status: 429,
    closeCode: 1013,
    when: 'The client does not read what it is sent.',
  },
  'headers-too-large': {
    status: 431,
    closeCode: 1009,
    when: 'The head of the request is longer than allowed.',
  },
  'internal-error': {
    status: 500,
    closeCode: 1011,
    when: 'The server has a defect.',
  },
  'refused-by-fault': {
    status: 503,
    closeCode: 1013,
    when: 'The fault `refuse` or `restart` is on in this space.',
  },
  draining: {
    status: 503,
    closeCode: 1012,
    when: 'The server is stopping: connect again in a moment.',
  },
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
