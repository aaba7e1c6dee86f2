import { expect, test } from 'vitest';
import type { WireRecord } from '../../../sandbox-server/wire/record.ts';
import { addressOf, labelOf, nameOfSection, relativeTime } from './wording.ts';

test('names a section and knows where it is', () => {
  const frame = { document: 'RFC 6455', section: '5.2' } as const;
  expect(nameOfSection(frame)).toBe('RFC 6455 §5.2');
  expect(addressOf(frame)).toBe('https://www.rfc-editor.org/rfc/rfc6455.html#section-5.2');
  expect(addressOf({ document: 'HTML', section: '9.2.6' })).toBe(
    'https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation',
  );
});

test('counts time from the first record', () => {
  expect(relativeTime(1500.4, 1000)).toBe('0.500 s');
});

test.each<[WireRecord['kind'], string, string]>([
  ['request-head', 'GET /s/k3f9q/sse/clock', 'GET sse/clock'],
  ['response-head', '101 Switching Protocols', '101 Switching Protocols'],
  ['chunk', 'event: tick, data: {"count":1}', 'event: tick'],
  ['chunk', '', 'chunk'],
  ['frame', 'text, 105 bytes: {"id":1}', 'text frame'],
  ['closed', 'server RST', 'RST'],
  ['closed', 'client FIN, then server FIN', 'FIN'],
])('labels a %s "%s" as "%s"', (kind, summary, label) => {
  expect(labelOf({ kind, summary } as WireRecord)).toBe(label);
});
