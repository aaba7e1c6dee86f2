import { describe, expect, test } from 'vitest';
import { certificate } from '../tests/support/certificate.ts';
import { checkOptions, explainListening } from './check-options.ts';
import { optionsWith, UsageError } from './options.ts';

describe('checkOptions', () => {
  test.each([
    [{}],
    [{ port: 65_533 }],
    [certificate],
    [{ siteUrl: 'https://guide.example', liveUrl: 'http://live.example:8080' }],
  ])('takes %j', (changes) => {
    expect(() => checkOptions(optionsWith(changes))).not.toThrow();
  });

  test.each([
    [
      { port: 65_534 },
      '--port takes at most 65533, because the two ports behind it are used as well, not "65534".',
    ],
    [{ cert: certificate.cert }, '--cert and --key belong together. Give both, or neither.'],
    [{ key: certificate.key }, '--cert and --key belong together. Give both, or neither.'],
    [
      { ...certificate, key: '/no/where.pem' },
      '--key names a file that cannot be read: "/no/where.pem".',
    ],
    [
      { liveUrl: 'live.example' },
      '--live-url takes a URL such as https://guide.example, not "live.example".',
    ],
    [
      { siteUrl: 'ws://guide.example' },
      '--site-url takes a URL such as https://guide.example, not "ws://guide.example".',
    ],
  ])('refuses %j', (changes, message) => {
    expect(() => checkOptions(optionsWith(changes))).toThrow(new UsageError(message));
  });
});

describe('explainListening', () => {
  test.each([
    [
      { code: 'EADDRINUSE', port: 4321 },
      'Port 4321 is in use already. Stop what uses it, or give another with --port.',
    ],
    [
      { code: 'EACCES', port: 80 },
      'This user may not listen on port 80. Give a port from 1024 on with --port.',
    ],
    [
      { code: 'EADDRNOTAVAIL', address: '203.0.113.7' },
      'This machine has no address "203.0.113.7". Give one of its own with --host, or --host alone for all of them.',
    ],
    [
      { code: 'ENOTFOUND', hostname: 'nobody' },
      'This machine has no address "nobody". Give one of its own with --host, or --host alone for all of them.',
    ],
  ])('says what to do about %j', (error, message) => {
    expect(explainListening(Object.assign(new Error('raw'), error))).toEqual(
      new UsageError(message),
    );
  });

  test('leaves anything else as it is', () => {
    const error = new Error('a bug');
    expect(explainListening(error)).toBe(error);
  });
});
