/** How each transport works on this server. */
import type { TransportName } from '../components/transports.ts';

export interface TransportText {
  address: string;
  /** What crosses the line, in backticks where it is code. */
  text: readonly string[];
}

export const transportTexts: Readonly<Record<TransportName, TransportText>> = {
  sse: {
    address: 'GET sse/<topic>',
    text: [
      'A response of the type `text/event-stream` that does not end (HTML standard, section 9.2). Each event has `id:`, `event:` and `data:`, the last as JSON on one line, so a page listens with `addEventListener(name, …)`, not `onmessage`.',
      'The first line is `retry:` with another number for each client. It resumes after the header `Last-Event-ID`, or after `?after=<id>`.',
    ],
  },
  ws: {
    address: 'WS ws/<topic>',
    text: [
      'A WebSocket (RFC 6455). Each text message is `{"id","event","data","time"}`; with the subprotocol `msgpack` each binary message is the same in MessagePack. `time` is in milliseconds since 1970.',
      'A client sends `{"event","data","ref"}` and is answered `{"ack":ref,"id"}` or `{"ack":ref,"error"}`. It resumes after `?after=<id>`.',
    ],
  },
  'long-poll': {
    address: 'GET long-poll/<topic>?after=<id>',
    text: [
      'Held until there is an event, at most 25 seconds unless the server was told otherwise (RFC 6202, section 2). The answer is `{"events":[{"id","event","data","time"}],"next","recovered"}`: ask again with `?after=` and what `next` says.',
    ],
  },
  poll: {
    address: 'GET poll/<topic>?after=<id>',
    text: [
      'Answered at once, with the same JSON as a long poll. `recovered` is `false` when the log no longer has what came after the id.',
    ],
  },
};
