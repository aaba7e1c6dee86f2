// Browser-safe.

import type { Section } from '../record.ts';

/** The sections that define header fields, by document and the fields' names in lower case. */
const definitions: Record<Section['document'], Readonly<Record<string, string>>> = {
  'RFC 6455': {
    'sec-websocket-key': '11.3.1',
    'sec-websocket-extensions': '11.3.2',
    'sec-websocket-accept': '11.3.3',
    'sec-websocket-protocol': '11.3.4',
    'sec-websocket-version': '11.3.5',
  },
  'RFC 9110': {
    host: '7.2',
    connection: '7.6.1',
    via: '7.6.3',
    upgrade: '7.8',
    date: '6.6.1',
    trailer: '6.6.2',
    'content-type': '8.3',
    'content-encoding': '8.4',
    'content-language': '8.5',
    'content-length': '8.6',
    'last-modified': '8.8.2',
    etag: '8.8.3',
    expect: '10.1.1',
    referer: '10.1.3',
    te: '10.1.4',
    'user-agent': '10.1.5',
    allow: '10.2.1',
    location: '10.2.2',
    'retry-after': '10.2.3',
    server: '10.2.4',
    'www-authenticate': '11.6.1',
    authorization: '11.6.2',
    'proxy-authorization': '11.7.2',
    accept: '12.5.1',
    'accept-encoding': '12.5.3',
    'accept-language': '12.5.4',
    vary: '12.5.5',
    'if-none-match': '13.1.2',
    'if-modified-since': '13.1.3',
    range: '14.2',
    'accept-ranges': '14.3',
    'content-range': '14.4',
  },
  'RFC 9111': { age: '5.1', 'cache-control': '5.2', expires: '5.3', pragma: '5.4' },
  'RFC 9112': { 'transfer-encoding': '6.1' },
  'RFC 9113': {},
  'RFC 6265': { 'set-cookie': '4.1', cookie: '4.2' },
  HTML: { 'last-event-id': '9.2.4' },
  Fetch: {
    origin: '3.2',
    'access-control-request-method': '3.3.2',
    'access-control-request-headers': '3.3.2',
    'access-control-allow-origin': '3.3.3',
    'access-control-allow-methods': '3.3.3',
    'access-control-allow-headers': '3.3.3',
    'access-control-max-age': '3.3.3',
    'access-control-expose-headers': '3.3.3',
    'x-content-type-options': '3.6',
  },
};

const sections: ReadonlyMap<string, Section> = new Map(
  Object.entries(definitions).flatMap(([document, fields]) =>
    Object.entries(fields).map(([name, section]): [string, Section] => [
      name,
      { document: document as Section['document'], section },
    ]),
  ),
);

/** The section that defines a header field; `otherwise` for one that no standard here defines. */
export function sectionOfField(name: string, otherwise: Section): Section {
  return sections.get(name.toLowerCase()) ?? otherwise;
}
