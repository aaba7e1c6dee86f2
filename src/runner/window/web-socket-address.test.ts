import { expect, test } from 'vitest';
import { webSocketAddress } from './web-socket-address.ts';

const base = 'http://localhost:4322/s/abc/';

test.each([
  ['ws/clock?every=500', 'ws://localhost:4322/s/abc/ws/clock?every=500'],
  ['/s/other/ws/clock', 'ws://localhost:4322/s/other/ws/clock'],
  ['http://localhost:4322/s/abc/ws/clock', 'ws://localhost:4322/s/abc/ws/clock'],
  ['wss://example.com', 'wss://example.com/'],
])('%s leads to %s', (address, expected) => {
  expect(webSocketAddress(address, base)).toBe(expected);
});

test('a page over HTTPS leads to a WebSocket over TLS', () => {
  expect(webSocketAddress('ws/clock', 'https://room.test/s/abc/')).toBe(
    'wss://room.test/s/abc/ws/clock',
  );
});

test.each([['http://'], [undefined], [42], ['ftp://example.com/']])(
  'what is no address, %s, is for the browser to refuse',
  (address) => {
    const left = webSocketAddress(address, base);
    expect(left).toBe(address);
  },
);
