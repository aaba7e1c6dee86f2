/** How records are written: times, sizes, labels, and where standards define their parts. Browser-safe. */
import type { Section, WireRecord } from '../../../sandbox-server/wire/record.ts';
import { endpointOf, isReset } from './lanes.ts';

const htmlAnchors: Readonly<Record<string, string>> = {
  '9.2.2': 'the-eventsource-interface',
  '9.2.3': 'sse-processing-model',
  '9.2.4': 'the-last-event-id-header',
  '9.2.5': 'parsing-an-event-stream',
  '9.2.6': 'event-stream-interpretation',
};

const fetchAnchors: Readonly<Record<string, string>> = {
  '3.2': 'origin-header',
  '3.3.2': 'http-requests',
  '3.3.3': 'http-responses',
  '3.6': 'x-content-type-options-header',
};

/** Where a section can be read. Nothing goes there unless the reader does. */
export function addressOf({ document, section }: Section): string {
  if (document === 'HTML') {
    const anchor = htmlAnchors[section] ?? 'server-sent-events';
    return `https://html.spec.whatwg.org/multipage/server-sent-events.html#${anchor}`;
  }
  if (document === 'Fetch') {
    return `https://fetch.spec.whatwg.org/#${fetchAnchors[section] ?? 'http-extensions'}`;
  }
  const number = document.replace('RFC ', 'rfc');
  return `https://www.rfc-editor.org/rfc/${number}.html#section-${section}`;
}

export function nameOfSection({ document, section }: Section): string {
  return `${document} §${section}`;
}

/** Seconds since the first record: `0.512 s`. */
export function relativeTime(time: number, first: number): string {
  return `${((time - first) / 1000).toFixed(3)} s`;
}

const numbers = new Intl.NumberFormat('en');

export function count(amount: number): string {
  return numbers.format(amount);
}

export function countOf(amount: number, singular: string, plural = `${singular}s`): string {
  return `${count(amount)} ${amount === 1 ? singular : plural}`;
}

export const kindNames: Readonly<Record<WireRecord['kind'], string>> = {
  'request-head': 'request',
  'response-head': 'response',
  chunk: 'chunk',
  body: 'body',
  frame: 'frame',
  incomplete: 'incomplete',
  headers: 'headers',
  data: 'data',
  reset: 'reset',
  goaway: 'goaway',
  closed: 'end',
  gap: 'gap',
};

export const directionNames = { up: 'to the server', down: 'to the client' } as const;
export const directionArrows = { up: '↑', down: '↓' } as const;

/** The summary without the space's own part of a path, which is the same everywhere: `GET …/sse/clock`. */
export function shortened({ kind, summary }: WireRecord): string {
  return kind === 'request-head' || kind === 'headers'
    ? summary.replace(/\/s\/[^/]+\//, '…/')
    : summary;
}

/** A few characters beside an arrow: `GET sse/clock`, `event: tick`, `text`, `RST`. */
export function labelOf(record: WireRecord): string {
  const { kind, summary } = record;
  switch (kind) {
    case 'headers':
      return record.direction === 'up'
        ? `${summary.split(' ')[0]} ${endpointOf(summary)}`
        : summary;
    case 'request-head':
      return `${summary.split(' ')[0]} ${endpointOf(summary)}`;
    case 'frame':
      return `${summary.split(',')[0]} frame`;
    case 'closed':
      if (isReset(record)) return 'RST';
      return record.stream === undefined ? 'FIN' : 'closed';
    case 'data':
    case 'chunk':
    case 'body':
      return summary.split(', data:')[0] || kind;
    default:
      return summary;
  }
}
