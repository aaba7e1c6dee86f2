import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBackup, parseBackup, planRestoration } from './backup.ts';
import { parseProgress } from './progress.ts';

const entries = fc
  .dictionary(
    fc.string().map((name) => `duplex:${name}`),
    fc.string(),
  )
  .map((all) => new Map(Object.entries(all)));

test('a backup holds everything, exactly', () => {
  fc.assert(
    fc.property(entries, (all) => {
      expect(parseBackup(formatBackup(all, '2030-01-01T00:00:00Z'))).toEqual(all);
    }),
  );
});

test('what is not a backup is refused in words, and what is foreign in one is left out', () => {
  expect(() => parseBackup('hello')).toThrow('holds no JSON');
  for (const text of ['null', '[]', '7', '{}', '{"format":"duplex-backup"}']) {
    expect(() => parseBackup(text)).toThrow('not a backup of Duplex');
  }
  expect(() => parseBackup('{"format":"duplex-backup","version":2,"entries":{}}')).toThrow('newer');
  const mixed =
    '{"format":"duplex-backup","version":1,"entries":{"other":"x","duplex:a":7,"duplex:b":"c"}}';
  expect(parseBackup(mixed)).toEqual(new Map([['duplex:b', 'c']]));
});

test('nothing that is kept here is replaced unasked', () => {
  fc.assert(
    fc.property(entries, entries, (here, backup) => {
      const { additions, conflicts } = planRestoration(here, backup);
      for (const key of additions.keys()) {
        if (key !== 'duplex:progress') expect(here.has(key)).toBe(false);
      }
      for (const [key, value] of conflicts) {
        expect(here.get(key)).not.toBe(value);
        expect(backup.get(key)).toBe(value);
      }
    }),
  );
});

test('progress of both is merged', () => {
  const here = '{"version":1,"lessons":{"one":{"visited":"2030-01-01T00:00:00Z","exercises":{}}}}';
  const there = '{"version":1,"lessons":{"two":{"visited":"2030-01-02T00:00:00Z","exercises":{}}}}';
  const { additions } = planRestoration(
    new Map([['duplex:progress', here]]),
    new Map([['duplex:progress', there]]),
  );
  expect([...parseProgress(additions.get('duplex:progress') ?? null).keys()]).toEqual([
    'one',
    'two',
  ]);
});
