/** Streams to start from, each with the rule that it shows. Browser-safe. */
import type { LineEnd } from './notation.ts';
import {
  howLong,
  howMany,
  type Question,
  whichCursor,
  whichData,
  whichTypes,
} from './questions.ts';

export interface Preset {
  /** Lower case and hyphens: prose links to it. */
  id: string;
  group: 'Blocks' | 'Fields' | 'Lines' | 'Bytes' | 'Reconnecting';
  name: string;
  /** In the composer's notation. */
  text: string;
  lineEnd?: LineEnd;
  /** Milliseconds between two chunks; 0 unless given. */
  every?: number;
  question: Question;
  /** The rule, shown with the outcome. */
  rule: string;
  /** Section of the HTML standard, and its fragment. */
  section: keyof typeof sections;
}

/** Where the rules are written: sections of the HTML standard by the fragments of their addresses. */
export const sections = {
  '9.2.3': 'sse-processing-model',
  '9.2.5': 'parsing-an-event-stream',
  '9.2.6': 'event-stream-interpretation',
} as const;

export function addressOfSection(section: keyof typeof sections): string {
  return `https://html.spec.whatwg.org/multipage/server-sent-events.html#${sections[section]}`;
}

export const presets: Preset[] = [
  {
    id: 'blank-line',
    group: 'Blocks',
    name: 'A blank line ends a block',
    text: 'data: one\ndata: two\n\ndata: three\n',
    question: howMany(['0', '1', '2', '3']),
    rule: 'A blank line dispatches what has been collected. Two data lines make one event; the third has no blank line after it, so it is discarded when the response ends.',
    section: '9.2.6',
  },
  {
    id: 'no-data',
    group: 'Blocks',
    name: 'No data, empty data',
    text: 'event: ping\n\nevent: ping\ndata\n\n',
    question: howMany(['0', '1', '2']),
    rule: 'Without a data field there is no event. An empty data field is a data field: it gives an event whose data is the empty string.',
    section: '9.2.6',
  },
  {
    id: 'chunks',
    group: 'Blocks',
    name: 'Chunks are not events',
    text: 'da¦ta: on¦e\n¦\ndata: two\n\ndata: three\n\n',
    every: 400,
    question: howMany(['2', '3', '4', '5']),
    rule: 'Chunks are how the bytes travel. Only line ends and blank lines mean anything: one event can take many chunks, and one chunk can hold many events.',
    section: '9.2.5',
  },
  {
    id: 'space',
    group: 'Fields',
    name: 'A space after the colon',
    text: 'data:x\n\ndata: x\n\ndata:  x\n\n',
    question: whichData(['"x", "x", "x"', '"x", "x", " x"', '"x", " x", "  x"']),
    rule: 'One space directly after the colon is dropped, and only one.',
    section: '9.2.6',
  },
  {
    id: 'type',
    group: 'Fields',
    name: 'The event type',
    text: 'event: price\ndata: 101\n\ndata: 102\n\n',
    question: whichTypes(['price, price', 'price, message', 'price', 'message, message']),
    rule: 'The event field names the type of its own block. The next block starts without one, and then the type is message.',
    section: '9.2.6',
  },
  {
    id: 'almost',
    group: 'Fields',
    name: 'Almost a data field',
    text: 'Data: one\ndata : two\ndatum: three\ndata:four\n\n',
    question: whichData(['"four"', '"one\\nfour"', '"one\\ntwo\\nfour"', 'no event']),
    rule: 'Names are compared exactly: no other case, no space before the colon. A field that nobody knows is ignored, and the block goes on.',
    section: '9.2.6',
  },
  {
    id: 'comment',
    group: 'Fields',
    name: 'Comments',
    text: ': are you there?\n\ndata: one\n: an aside\ndata: two\n\n',
    question: whichData(['"one\\ntwo"', '"one", "two"', '"are you there?", "one\\ntwo"']),
    rule: 'A line that starts with a colon is ignored, also in the middle of a block. Servers send comments so that proxies see traffic.',
    section: '9.2.6',
  },
  {
    id: 'half-line-end',
    group: 'Lines',
    name: 'Half a line end',
    text: 'data: one‹CR›¦‹LF›data: two\n\n',
    lineEnd: 'CR LF',
    every: 400,
    question: whichData(['"one\\ntwo"', '"one", "two"', '"two"', 'no event']),
    rule: 'CR LF is one line end, also when a chunk ends between the two. Taken for two, it would be a blank line.',
    section: '9.2.6',
  },
  {
    id: 'three-line-ends',
    group: 'Lines',
    name: 'Three line ends',
    text: 'data: a‹CR›data: b‹CR›‹LF›data: c‹LF›‹CR›',
    question: whichData(['"a\\nb\\nc"', '"a", "b", "c"', '"c"', 'no event']),
    rule: 'LF, CR and CR LF all end a line, and may be mixed. LF CR is two line ends: the second of them is the blank line.',
    section: '9.2.5',
  },
  {
    id: 'bom',
    group: 'Bytes',
    name: 'A byte order mark',
    text: '‹EF BB BF›data: one\n\n‹EF BB BF›data: two\n\n',
    question: whichData(['"one", "two"', '"one"', '"two"', 'no event']),
    rule: 'One byte order mark at the start of the stream is dropped. Further on it is a character like any other: the second field is not called data.',
    section: '9.2.6',
  },
  {
    id: 'half-character',
    group: 'Bytes',
    name: 'A third of a character',
    text: 'data: ‹E2›¦‹82›¦‹AC›\n\n',
    every: 400,
    question: whichData(['"€"', '"���"', '"�"', 'no event']),
    rule: 'The stream is decoded as a whole, not chunk by chunk.',
    section: '9.2.6',
  },
  {
    id: 'not-utf-8',
    group: 'Bytes',
    name: 'Not UTF-8',
    text: 'data: caf‹E9›\n\n',
    question: whichData(['"café"', '"caf�"', '"caf"', 'no event']),
    rule: 'An event stream is always UTF-8. The byte E9 is é in ISO 8859-1; in UTF-8 it is an error here, and becomes U+FFFD.',
    section: '9.2.6',
  },
  {
    id: 'id-alone',
    group: 'Reconnecting',
    name: 'An id alone',
    text: 'retry: 500\nid: 41\ndata: one\n\nid: 42\n\n',
    question: whichCursor(['41', '42', 'none']),
    rule: 'A block that has only an id dispatches no event, and still sets the last event ID. Chromium keeps to that; Firefox ignores such an id, and WebKit keeps it for the next event.',
    section: '9.2.6',
  },
  {
    id: 'cut-off',
    group: 'Reconnecting',
    name: 'A block cut off',
    text: 'retry: 500\nid: 41\ndata: one\n\nid: 42\ndata: tw',
    question: whichCursor(['41', '42', 'none']),
    rule: 'A block without its blank line is discarded, with its id. The server learns that 41 was the last, and can send 42 again: nothing is lost.',
    section: '9.2.6',
  },
  {
    id: 'nul',
    group: 'Reconnecting',
    name: 'NUL in an id',
    text: 'retry: 500\nid: 41\ndata: one\n\nid: 42‹NUL›\ndata: two\n\n',
    question: whichCursor(['41', '42', 'none']),
    rule: 'An id that contains NUL is ignored. It could not be sent back in a header. Firefox ignores the whole event.',
    section: '9.2.6',
  },
  {
    id: 'empty-id',
    group: 'Reconnecting',
    name: 'An empty id',
    text: 'retry: 500\nid: 41\ndata: one\n\nid\ndata: two\n\n',
    question: whichCursor(['41', 'none']),
    rule: 'An empty id resets the last event ID, and an empty one is not sent.',
    section: '9.2.3',
  },
  {
    id: 'retry',
    group: 'Reconnecting',
    name: 'How long to wait',
    text: 'retry: 1000\nretry: soon\nretry: 2.5\nretry: -1\n\n',
    question: howLong(['0 s', '1 s', '3 s']),
    rule: 'A retry field is used if it is all ASCII digits, and is then in milliseconds. All others are ignored.',
    section: '9.2.6',
  },
];
