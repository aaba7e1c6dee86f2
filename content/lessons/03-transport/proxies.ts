/** Two proxies, and what becomes of an event stream and of a WebSocket behind each: what Proxies.astro draws. */

type Transport = 'sse' | 'ws';

interface Arrow {
  x: number;
  direction: 'up' | 'down';
  /** Which half of the way it goes; all of it when left out. */
  leg?: 'server' | 'client';
  /** A head rather than data, or an answer that refuses. */
  kind?: 'head' | 'refusal';
}

interface Column {
  transport: Transport;
  /** What the server answers: above the arrow that brings it. */
  answer: string;
  /** Stands beside the request, and is gone behind the proxy. */
  stripped?: string;
  /** What the client makes of it. */
  result: string;
  lives: boolean;
  arrows: Arrow[];
}

interface Picture {
  name: string;
  description: string;
  columns: Column[];
  /** Events that the proxy keeps. */
  held: number[];
}

/** Where the columns begin. */
export const sse = 44;
export const ws = 188;

export const pictures: Picture[] = [
  {
    name: 'A proxy that strips Upgrade',
    description:
      'The event stream: request and events go through the proxy unchanged, and the stream is open. The WebSocket: the client’s request carries Upgrade, the request that the proxy hands on does not; the server answers 426, and the client gets a close event with code 1006.',
    held: [],
    columns: [
      {
        transport: 'sse',
        answer: '200 OK',
        result: 'open',
        lives: true,
        arrows: [
          { x: sse + 6, direction: 'up', kind: 'head' },
          { x: sse + 26, direction: 'down', kind: 'head' },
          { x: sse + 52, direction: 'down' },
          { x: sse + 74, direction: 'down' },
          { x: sse + 96, direction: 'down' },
        ],
      },
      {
        transport: 'ws',
        answer: '426',
        stripped: 'Upgrade',
        result: 'close, code 1006',
        lives: false,
        arrows: [
          { x: ws + 6, direction: 'up', leg: 'client', kind: 'head' },
          { x: ws + 10, direction: 'up', leg: 'server', kind: 'refusal' },
          { x: ws + 84, direction: 'down', kind: 'refusal' },
        ],
      },
    ],
  },
  {
    name: 'A proxy that buffers',
    description:
      'The event stream: the request goes through, the server answers and sends events, the proxy keeps all of it, and the client receives nothing. The WebSocket: the handshake goes through, and so do frames in both directions.',
    held: [0, 1, 2, 3, 4],
    columns: [
      {
        transport: 'sse',
        answer: '200 OK',
        result: 'nothing',
        lives: false,
        arrows: [
          { x: sse + 6, direction: 'up', kind: 'head' },
          { x: sse + 26, direction: 'down', leg: 'server', kind: 'head' },
          { x: sse + 52, direction: 'down', leg: 'server' },
          { x: sse + 74, direction: 'down', leg: 'server' },
          { x: sse + 96, direction: 'down', leg: 'server' },
        ],
      },
      {
        transport: 'ws',
        answer: '101',
        result: 'open',
        lives: true,
        arrows: [
          { x: ws + 6, direction: 'up', kind: 'head' },
          { x: ws + 26, direction: 'down', kind: 'head' },
          { x: ws + 52, direction: 'down' },
          { x: ws + 74, direction: 'up' },
          { x: ws + 96, direction: 'down' },
        ],
      },
    ],
  },
];

/** How far down each of the three stands. */
export const server = 56;
export const proxy = { top: 106, bottom: 134 };
export const client = 184;

/** An arrow leans to the right: time passes while it travels. Its tip is drawn apart, so that a dashed one has a whole tip. */
export function lineOf({ x, direction, leg }: Arrow): { shaft: string; tip: string } {
  const top = leg === 'client' ? proxy.bottom : server;
  const bottom = leg === 'server' ? proxy.top : client;
  const lean = ((bottom - top) / (client - server)) * 11;
  return direction === 'down'
    ? {
        shaft: `M${x} ${top + 5}L${x + lean} ${bottom - 3}`,
        tip: `M${x + lean - 5.4} ${bottom - 8.8}l5.4 5.8 2.6 -7`,
      }
    : {
        shaft: `M${x} ${bottom - 5}L${x + lean} ${top + 3}`,
        tip: `M${x + lean - 5.4} ${top + 8.8}l5.4 -5.8 2.6 7`,
      };
}
