// Browser-safe.

import type { DecodedItem, Part, Section } from '../record.ts';
import { asciiOf, type ByteQueue } from './byte-queue.ts';
import { sectionOfField } from './field-sections.ts';

/** What the rest of the connection depends on. */
export interface Head {
  /** `GET /path` or `200 OK`. */
  start: readonly string[];
  /** By name in lower case; of headers given twice the last. */
  fields: ReadonlyMap<string, string>;
}

/** A request's head as a parser knows it. */
export interface RequestHead {
  method: string;
  target: string;
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
}

const fieldSyntax: Section = { document: 'RFC 9112', section: '5' };

/** Whose values are nobody's business, also not on a projector. */
const secret = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie']);

/** Takes a whole request or response head from the queue, or nothing yet (RFC 9112 §2.1). */
export function takeHead(
  queue: ByteQueue,
  kind: 'request-head' | 'response-head',
): { head: Head; item: DecodedItem } | null {
  const length = queue.after('\r\n\r\n');
  if (length === -1) return null;
  const bytes = queue.take(length);
  const parts: Part[] = [];
  const fields = new Map<string, string>();
  const lines = asciiOf(bytes).split('\r\n').slice(0, -2);
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const end = at + line.length + 2;
    if (index === 0) parts.push(startLine(kind, line, end));
    else parts.push(fieldPart(line, at, bytes, fields));
    at = end;
  }
  parts.push({
    name: 'empty line',
    start: at,
    end: length,
    value: 'ends the head',
    see: { document: 'RFC 9112', section: '2.1' },
  });
  redactTickets(bytes);
  const firstLine = asciiOf(bytes.subarray(0, (lines[0] ?? '').length));
  const [first = '', second = '', ...rest] = firstLine.split(' ');
  const start = kind === 'request-head' ? [first, second] : [second, rest.join(' ')];
  return {
    head: { start, fields },
    item: {
      kind,
      summary: start.join(' ').trim(),
      bytes,
      parts,
      sizes: { payload: 0, framing: length },
    },
  };
}

function startLine(kind: 'request-head' | 'response-head', line: string, end: number): Part {
  const isRequest = kind === 'request-head';
  const see: Section = { document: 'RFC 9112', section: isRequest ? '3' : '4' };
  return {
    name: isRequest ? 'request line' : 'status line',
    start: 0,
    end,
    value: line.replace(tickets, '$1•••'),
    see,
  };
}

/** A field line (RFC 9112 §5) that starts at `start` of the bytes, in which a secret value is overwritten. */
export function fieldPart(
  line: string,
  start: number,
  bytes: Uint8Array,
  fields: Map<string, string>,
): Part {
  const end = start + line.length + 2;
  const colon = line.indexOf(':');
  const name = line.slice(0, colon).toLowerCase();
  const value = line
    .slice(colon + 1)
    .trim()
    .replace(tickets, '$1•••');
  const see = sectionOfField(name, fieldSyntax);
  if (secret.has(name)) {
    bytes.fill(0x78, start + colon + 1, end - 2);
    return { name, start, end, value: 'redacted', see };
  }
  fields.set(name, value);
  return { name, start, end, value, see };
}

/** A header of HTTP/2, whose bytes are not known; its secrets are left out. */
export function headPart(name: string, value: string, see: Section): Part {
  const shown = secret.has(name.toLowerCase()) ? 'redacted' : value.replace(tickets, '$1•••');
  return { name, start: 0, end: 0, value: shown, see };
}

/** A request whose head had passed before anybody listened: what it said is known from the parser, its bytes are not. */
export function unseenHead({ method, target, rawHeaders }: RequestHead): DecodedItem {
  const start = `${method} ${target}`.replace(tickets, '$1•••');
  const see: Section = { document: 'RFC 9112', section: '3' };
  const fields = rawHeaders.flatMap((name, index) =>
    index % 2 === 0
      ? [
          headPart(
            name.toLowerCase(),
            rawHeaders[index + 1] ?? '',
            sectionOfField(name, fieldSyntax),
          ),
        ]
      : [],
  );
  return {
    kind: 'request-head',
    summary: start,
    bytes: new Uint8Array(0),
    parts: [{ name: 'request line', start: 0, end: 0, value: start, see }, ...fields],
    sizes: { payload: 0, framing: 0 },
  };
}

/** Parameters of a query whose names say that they let somebody in. */
const tickets =
  /([?&][^=&\s]*(?:ticket|token|secret|password|auth|jwt|api_?key)[^=&\s]*=)[^&\s]*/gi;

/** A ticket in a URL is a password. */
function redactTickets(bytes: Uint8Array): void {
  for (const match of asciiOf(bytes).matchAll(tickets)) {
    bytes.fill(0x78, match.index + (match[1] ?? '').length, match.index + match[0].length);
  }
}

/** Bytes of a response's head at the beginning of these; 0 when they are something else. */
export function headLength(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 7) !== 'HTTP/1.') return 0;
  const end = bytes.indexOf('\r\n\r\n');
  return end === -1 ? bytes.length : end + 4;
}
