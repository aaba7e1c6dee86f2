import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originsFor } from './origins.ts';
import { Refusal } from './refusal.ts';

const listening = {
  scheme: 'http' as const,
  ports: { site: 4321, runner: 4322, live: 4323 },
  set: {},
};

const at = (host: string) => ({
  site: `http://${host}:4321`,
  runner: `http://${host}:4322`,
  live: `http://${host}:4323`,
});

describe('originsFor', () => {
  test.each([
    ['localhost:4321', 'localhost'],
    ['localhost', 'localhost'],
    ['192.168.1.7:4323', '192.168.1.7'],
    ['room.test:4321', 'room.test'],
    ['ROOM.test', 'room.test'],
    ['my_laptop.local:80', 'my_laptop.local'],
    ['[::1]:4321', '[::1]'],
    ['[fe80::1]', '[fe80::1]'],
    [undefined, 'localhost'],
  ])('derives all three from the host %s', (host, name) => {
    expect(originsFor(host, listening)).toEqual(at(name));
  });

  test('leaves out a port that goes without saying', () => {
    const ports = { site: 80, runner: 8080, live: 443 };
    expect(originsFor('a.example', { ...listening, ports })).toMatchObject({
      site: 'http://a.example',
    });
    expect(originsFor('a.example', { ...listening, scheme: 'https', ports })).toMatchObject({
      live: 'https://a.example',
    });
  });

  test('takes what was set, whatever the host is', () => {
    const set = { live: 'https://live.example' };
    expect(originsFor('localhost:4321', { ...listening, set })).toEqual({
      ...at('localhost'),
      live: 'https://live.example',
    });
  });

  test.each([
    '',
    ' ',
    'a b',
    'a/b',
    'a@b',
    'a:b',
    'a:123456',
    '[::1',
    '999.999.999.999',
    'ä.example',
  ])('refuses the host %j', (host) => {
    expect(() => originsFor(host, listening)).toThrow(
      new Refusal(
        'bad-request',
        'The Host header is not a host.',
        'Send the host and port of the URL.',
      ),
    );
  });

  test('makes origins of any host, or refuses it', () => {
    const host = fc.oneof(
      fc.string(),
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((one) => `[${one}]`),
    );
    fc.assert(
      fc.property(host, (any) => {
        try {
          for (const origin of Object.values(originsFor(any, listening))) {
            expect(new URL(origin).origin).toBe(origin);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
    );
  });
});
