/** Streams for the parser exercise, each with what a browser makes of it. Browser-safe. */
import type { StreamEvent } from './sandbox/parser/types.ts';

export type Group = 'dispatch' | 'lines' | 'fields' | 'blocks' | 'ids' | 'retry' | 'characters';

/** A stream, and what a browser makes of it by the time that it ends. */
export interface Case {
  group: Group;
  /** The rule that it shows. */
  rule: string;
  /** Few enough to be sent one in each chunk: the composer sends 64. */
  bytes: Uint8Array;
  events: StreamEvent[];
  /** Empty unless given. */
  lastEventId?: string;
  /** Not set by the stream unless given. */
  reconnectionTime?: number;
  /** The connection stays open after the last byte, as a live stream's does. */
  staysOpen?: boolean;
}

/** Text as UTF-8, raw bytes as they are. */
function bytes(...parts: (string | number[])[]): Uint8Array {
  const encoder = new TextEncoder();
  const encoded = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
  return Uint8Array.from(encoded.flatMap((part) => [...part]));
}

function message(data: string, lastEventId = ''): StreamEvent {
  return { type: 'message', data, lastEventId };
}

/** From sections 9.2.5 and 9.2.6 of the HTML standard. Chromium's EventSource gives the same answers. */
export const cases: Case[] = [
  {
    group: 'dispatch',
    rule: 'A blank line dispatches the event',
    bytes: bytes('data: hello\n\n'),
    events: [message('hello')],
  },
  {
    group: 'dispatch',
    rule: 'An event comes with its blank line, not at the end of the stream',
    bytes: bytes('data: hello\n\n'),
    events: [message('hello')],
    staysOpen: true,
  },
  {
    group: 'dispatch',
    rule: 'A CR ends its line at once, whatever comes next',
    bytes: bytes('data: hello\r\r'),
    events: [message('hello')],
    staysOpen: true,
  },
  {
    group: 'fields',
    rule: 'Several data lines become one text, joined by line feeds',
    bytes: bytes('data: one\ndata: two\n\n'),
    events: [message('one\ntwo')],
  },
  {
    group: 'fields',
    rule: 'One space after the colon is dropped, and only one',
    bytes: bytes('data:x\n\ndata: x\n\ndata:  x\n\ndata:\tx\n\n'),
    events: [message('x'), message('x'), message(' x'), message('\tx')],
  },
  {
    group: 'fields',
    rule: 'A space at the end of a line belongs to the value',
    bytes: bytes('data: x \n\n'),
    events: [message('x ')],
  },
  {
    group: 'fields',
    rule: 'Only the first colon separates',
    bytes: bytes('data: 12:30: "tea"\n\n'),
    events: [message('12:30: "tea"')],
  },
  {
    group: 'fields',
    rule: 'A line without a colon is a field with an empty value',
    bytes: bytes('data\n\ndata\ndata\n\n'),
    events: [message(''), message('\n')],
  },
  {
    group: 'lines',
    rule: 'Lines may end in CR LF',
    bytes: bytes('data: one\r\ndata: two\r\n\r\n'),
    events: [message('one\ntwo')],
  },
  {
    group: 'lines',
    rule: 'Lines may end in CR alone',
    bytes: bytes('data: one\rdata: two\r\r'),
    events: [message('one\ntwo')],
  },
  {
    group: 'lines',
    rule: 'All three line ends may be mixed',
    bytes: bytes('data: one\ndata: two\rdata: three\r\n\r\ndata: four\n\r'),
    events: [message('one\ntwo\nthree'), message('four')],
  },
  {
    group: 'lines',
    rule: 'Nothing else ends a line',
    bytes: bytes('data: a\u000bb\u000cc\u0085d\u2028e\n\n'),
    events: [message('a\u000bb\u000cc\u0085d\u2028e')],
  },
  {
    group: 'characters',
    rule: 'A byte order mark at the very start is dropped',
    bytes: bytes('\ufeffdata: hello\n\n'),
    events: [message('hello')],
  },
  {
    group: 'characters',
    rule: 'A byte order mark further on is part of the field name',
    bytes: bytes('data: one\n\n\ufeffdata: two\n\n'),
    events: [message('one')],
  },
  {
    group: 'fields',
    rule: 'A line that starts with a colon is a comment',
    bytes: bytes(': hello\n\n:\ndata: one\n: in between\ndata: two\n\n'),
    events: [message('one\ntwo')],
  },
  {
    group: 'fields',
    rule: 'Unknown fields are ignored, and names are compared exactly',
    bytes: bytes('datum: a\nDATA: b\n data: c\ndata : d\ndata: hello\n\n'),
    events: [message('hello')],
  },
  {
    group: 'blocks',
    rule: 'The event field names the type, for one event',
    bytes: bytes('event: price\ndata: 101\n\ndata: 102\n\n'),
    events: [{ type: 'price', data: '101', lastEventId: '' }, message('102')],
  },
  {
    group: 'blocks',
    rule: 'An empty type means message',
    bytes: bytes('event: price\nevent:\ndata: 101\n\n'),
    events: [message('101')],
  },
  {
    group: 'blocks',
    rule: 'Without a data field there is no event, and its type is forgotten',
    bytes: bytes('event: price\n\ndata: 101\n\n'),
    events: [message('101')],
  },
  {
    group: 'blocks',
    rule: 'An empty data field is enough for an event',
    bytes: bytes('event: ping\ndata:\n\n'),
    events: [{ type: 'ping', data: '', lastEventId: '' }],
  },
  {
    group: 'blocks',
    rule: 'Further blank lines dispatch nothing',
    bytes: bytes('\n\ndata: one\n\n\n\ndata: two\n\n'),
    events: [message('one'), message('two')],
  },
  {
    group: 'blocks',
    rule: 'A line of spaces is not blank, and ends no block',
    bytes: bytes('data: one\n \ndata: two\n\n'),
    events: [message('one\ntwo')],
  },
  {
    group: 'ids',
    rule: 'An id stays until another one comes',
    bytes: bytes('id: 1\ndata: one\n\ndata: two\n\nid: 2\ndata: three\n\n'),
    events: [message('one', '1'), message('two', '1'), message('three', '2')],
    lastEventId: '2',
  },
  {
    group: 'ids',
    rule: 'An id alone moves the cursor without an event',
    bytes: bytes('id: 1\ndata: one\n\nid: 42\n\n'),
    events: [message('one', '1')],
    lastEventId: '42',
  },
  {
    group: 'ids',
    rule: 'An empty id resets the cursor',
    bytes: bytes('id: 1\ndata: one\n\nid\ndata: two\n\n'),
    events: [message('one', '1'), message('two')],
  },
  {
    group: 'ids',
    rule: 'An id that contains NUL is ignored',
    bytes: bytes('id: 1\ndata: one\n\nid: 2\0\ndata: two\n\n'),
    events: [message('one', '1'), message('two', '1')],
    lastEventId: '1',
  },
  {
    group: 'ids',
    rule: 'A block that is cut off before its blank line is discarded, its id too',
    bytes: bytes('id: 1\ndata: one\n\nid: 2\ndata: two\n'),
    events: [message('one', '1')],
    lastEventId: '1',
  },
  {
    group: 'retry',
    rule: 'The retry field sets the reconnection time',
    bytes: bytes('retry: 1500\n\n'),
    events: [],
    reconnectionTime: 1500,
  },
  {
    group: 'retry',
    rule: 'A reconnection time may be zero',
    bytes: bytes('retry: 1500\n\nretry: 0\n\n'),
    events: [],
    reconnectionTime: 0,
  },
  {
    group: 'retry',
    rule: 'A retry field that is not all digits is ignored',
    bytes: bytes('retry: 1500\nretry: 2.5\nretry: +3\nretry:  4\nretry: 5s\n\n'),
    events: [],
    reconnectionTime: 1500,
  },
  {
    group: 'characters',
    rule: 'The stream is UTF-8, wherever a chunk ends',
    bytes: bytes('data: caf\u00e9 \u20ac \u{1f6f0}\n\n'),
    events: [message('caf\u00e9 \u20ac \u{1f6f0}')],
  },
  {
    group: 'characters',
    rule: 'A byte that is not UTF-8 becomes U+FFFD',
    bytes: bytes('data: caf', [0xe9], '\n\n'),
    events: [message('caf\ufffd')],
  },
];
