// Browser-safe: plain data.

export const transportNames = ['sse', 'ws', 'long-poll', 'poll'] as const;

export type TransportName = (typeof transportNames)[number];

/** How a transport is written and drawn, everywhere the same. Its colours are `--duplex-<name>` and `--duplex-<name>-line`. */
export interface TransportMark {
  /** In running text. */
  label: string;
  /** In headings and tables. */
  fullName: string;
  /** Path of its shape in a box of 10 by 10. */
  shape: string;
  /** `stroke-dasharray` of its lines. */
  dashes: string;
}

export const transports: Record<TransportName, TransportMark> = {
  sse: {
    label: 'SSE',
    fullName: 'Server-Sent Events',
    shape: 'M1.5 0.8 9.2 5 1.5 9.2Z',
    dashes: 'none',
  },
  ws: {
    label: 'WebSocket',
    fullName: 'WebSocket',
    shape: 'M5 0.5 9.5 5 5 9.5 0.5 5Z',
    dashes: 'none',
  },
  'long-poll': {
    label: 'long poll',
    fullName: 'Long poll',
    shape: 'M1.25 1.25H8.75V8.75H1.25Z',
    dashes: '6 4',
  },
  poll: {
    label: 'poll',
    fullName: 'Poll',
    shape: 'M5 0.9A4.1 4.1 0 1 1 5 9.1 4.1 4.1 0 1 1 5 0.9Z',
    dashes: '1.5 4',
  },
};
